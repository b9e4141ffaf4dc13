using System.Globalization;
using Showdown.App.Hosting;

namespace Showdown.App.Web;

/// <summary>
/// Sessions that somebody logged out of. A copy of their cookie opens nothing any more, in no process that shares the data folder, and after no
/// restart.
/// </summary>
internal sealed class EndedSessions(AppPaths paths, TimeProvider time)
{
    /// <summary>How long a cookie is good for: after that an ended session need not be remembered.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly string _file = Path.Combine(paths.Data, "keys", "ended-sessions");
    private readonly Lock _lock = new();
    private Dictionary<string, DateTimeOffset> _ended = new(StringComparer.Ordinal);
    private DateTime _read;

    public bool Has(string session)
    {
        lock (_lock)
        {
            ReadAnew();
            return _ended.ContainsKey(session);
        }
    }

    public void End(string session)
    {
        lock (_lock)
        {
            ReadAnew();
            _ended[session] = time.GetUtcNow();
            var kept = _ended.Where(e => time.GetUtcNow() - e.Value < Lifetime).ToList();
            File.WriteAllLines(_file, kept.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Key} {e.Value.ToUnixTimeSeconds()}")));
        }
    }

    private void ReadAnew()
    {
        var written = File.GetLastWriteTimeUtc(_file); // of a file that is not there: a time long ago
        if (written == _read || !File.Exists(_file))
            return;
        var lines =
            from line in File.ReadAllLines(_file)
            let parts = line.Split(' ')
            where parts.Length == 2 && long.TryParse(parts[1], CultureInfo.InvariantCulture, out _)
            select (Id: parts[0], At: DateTimeOffset.FromUnixTimeSeconds(long.Parse(parts[1], CultureInfo.InvariantCulture)));
        _ended = lines.DistinctBy(l => l.Id).ToDictionary(l => l.Id, l => l.At, StringComparer.Ordinal);
        _read = written;
    }
}
