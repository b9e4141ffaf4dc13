using System.Security.Cryptography;
using System.Text;

namespace Showdown.Rendering.Site;

/// <summary>A fresh folder that takes the place of an older one when it is whole. Whoever reads sees the old one or the new one.</summary>
internal sealed class FolderSwap : IDisposable
{
    private readonly string _target;
    private readonly FileStream _lock;

    private FolderSwap(string target, FileStream held)
    {
        (_target, _lock) = (target, held);
        Fresh = Beside(target, "new");
        // Left by a program that was killed: the lock says that nobody is at work on it.
        Delete(Fresh);
        Delete(Beside(target, "old"));
        Directory.CreateDirectory(Fresh);
    }

    /// <summary>The older folder, where there is one, until the fresh one takes its place.</summary>
    public string Target => _target;

    public string Fresh { get; }

    /// <summary>Waits while another process writes the same folder.</summary>
    public static async Task<FolderSwap> OpenAsync(string target, CancellationToken cancel)
    {
        target = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        return new FolderSwap(target, await GateAsync(target, cancel));
    }

    /// <summary>Waits until nobody else writes a place. Whoever holds a gate must not ask for another.</summary>
    /// <returns>Dispose of it to let the next one in.</returns>
    public static async Task<FileStream> GateAsync(string place, CancellationToken cancel)
    {
        // A gate is not deleted: there would be a moment in which two would hold it. So there is a limited number for all places, large enough that
        // two seldom share one.
        var gates = Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), $"showdown-report-gates-{Environment.UserName}")).FullName;
        var gate = Path.Combine(gates, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..3]);
        while (true)
        {
            try
            {
                return new FileStream(gate, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(gate))
            {
                await Task.Delay(200, cancel);
            }
        }
    }

    public void MoveIntoPlace()
    {
        if (Directory.Exists(_target))
            Directory.Move(_target, Beside(_target, "old"));
        Directory.Move(Fresh, _target);
        Delete(Beside(_target, "old"));
    }

    public void Dispose()
    {
        Delete(Fresh);
        _lock.Dispose();
    }

    private static string Beside(string target, string ending) =>
        Path.Combine(Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{ending}");

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder))
            Directory.Delete(folder, recursive: true);
    }
}
