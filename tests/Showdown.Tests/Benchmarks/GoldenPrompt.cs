using System.Security.Cryptography;
using System.Text;

namespace Showdown.Tests.Benchmarks;

/// <summary>
/// Prompts hold upstream's text, which is never copied into the project: of a golden prompt its hash is kept. With UPDATE_GOLDEN=1 the hashes are
/// written anew, and with the prompts in GOLDEN_PROMPTS, a folder, somebody can look at them.
/// </summary>
internal static class GoldenPrompt
{
    private static readonly string _file = Path.Combine(Repository.Root, "tests", "Showdown.Tests", "Benchmarks", "golden-prompts.txt");

    private static readonly Lock _writing = new();

    public static void Check(string name, string prompt)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(prompt)));
        if (Environment.GetEnvironmentVariable("GOLDEN_PROMPTS") is { Length: > 0 } folder)
            File.WriteAllText(Path.Combine(folder, name + ".txt"), prompt);
        lock (_writing)
        {
            var known = File.Exists(_file) ? File.ReadLines(_file).Select(l => l.Split(' ')).ToDictionary(l => l[0], l => l[1]) : [];
            if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
            {
                known[name] = hash;
                File.WriteAllText(_file, string.Concat(known.OrderBy(k => k.Key, StringComparer.Ordinal).Select(k => $"{k.Key} {k.Value}\n")));
            }

            Assert.True(
                known.GetValueOrDefault(name) == hash,
                $"The prompt {name} is another than it was. Raise the benchmark's version if that is meant."
            );
        }
    }
}
