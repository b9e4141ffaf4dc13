using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Showdown.Performance;

/// <summary>Peak memory of whole runs of growing size: the real program in a process of its own, with the simulator in it, storing, scoring and the report.</summary>
internal static class RunMemory
{
    private const int Records = 12_500;

    public static async Task RunAsync()
    {
        var folder = Directory.CreateTempSubdirectory("showdown-performance-").FullName;
        try
        {
            Write(folder, "jobs/models.yaml", "simulated: { connector: simulated, model: simulated, limits: { concurrency: 64 }, simulation: { first_token: 1ms } }\n");
            Write(folder, "jobs/job.yaml", "name: job\nprobe: false\nmodels: [simulated]\nbenchmarks: [{ id: memory }]\n");
            Write(folder, "datasets/memory/benchmark.yaml", """
                id: memory
                version: 1
                title: Memory
                sources: [{ file: data.jsonl }]
                prompt: "{{ sample.input }}"
                scorer: { name: choice }
                protocol: { epochs: 1, temperature: 0.6, max_output_tokens: 1024 }
                """);
            Write(folder, "datasets/memory/data.jsonl", string.Join('\n', Enumerable.Range(0, Records).Select(Record)));
            var small = 0.0;
            foreach (var (limit, epochs) in new[] { (1_000, 1), (10_000, 1), (Records, 8) })
            {
                var clock = Stopwatch.StartNew();
                var peak = await PeakAsync(folder, limit, epochs);
                small = limit == 10_000 ? peak : small;
                Console.WriteLine($"{limit * epochs,8:n0} attempts: peak {peak:0} MB{(small > 0 ? $", {peak / small:0.00} of that at 10,000" : "")}; {clock.Elapsed.TotalSeconds:0} s");
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Record(int i) => JsonSerializer.Serialize(new { id = $"q{i}", input = $"Question {i}: which is the largest?\n{new string('x', 600)}", choices = new[] { $"{i}", $"{i + 1}", $"{i - 1}", "0" }, target = "B" });

    /// <returns>Megabytes resident at most.</returns>
    private static async Task<double> PeakAsync(string folder, int limit, int epochs)
    {
        string[] arguments =
        [
            "run", "job", "--json", "--limit", limit.ToString(CultureInfo.InvariantCulture), "--epochs", epochs.ToString(CultureInfo.InvariantCulture), "--jobs", Path.Combine(folder, "jobs"),
            "--datasets", Path.Combine(folder, "datasets"), "--data", Path.Combine(folder, $"data-{limit * epochs}"), "--reports", Path.Combine(folder, "reports"),
        ];
        using var process = Process.Start(new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "showdown"), arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        var peak = 0L;
        while (!process.WaitForExit(50))
            peak = Math.Max(peak, PeakOf(process));
        await output;
        return process.ExitCode == 0 ? peak / 1048576.0 : throw new InvalidOperationException($"The run failed: {await errors}");
    }

    private static long PeakOf(Process process)
    {
        try
        {
            process.Refresh();
            return process.PeakWorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0; // it has just ended
        }
    }

    private static void Write(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text, new UTF8Encoding(false));
    }
}
