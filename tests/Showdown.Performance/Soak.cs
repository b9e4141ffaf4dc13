using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Showdown.Performance;

/// <summary>Memory of a service that makes one short run after another, report included: does it grow?</summary>
internal static class Soak
{
    private const int Attempts = 500;
    private const int Parts = 10;

    public static async Task RunAsync(TimeSpan time)
    {
        using var program = new ProgramRun();
        using var serve = program.Serve(Attempts, TimeSpan.Zero, concurrency: 32);
        try
        {
            using var http = new HttpClient { BaseAddress = new Uri((await serve.StandardOutput.ReadLineAsync())!) };
            var memory = new List<double>();
            var clock = Stopwatch.StartNew();
            Console.WriteLine($"runs of {Attempts} attempts one after another in one service, for {time.TotalMinutes:0} minutes");
            for (var part = 1; part <= Parts; part++)
            {
                memory.Clear();
                while (clock.Elapsed < time * part / Parts || memory.Count == 0)
                {
                    await RunOnceAsync(http);
                    serve.Refresh();
                    memory.Add(serve.WorkingSet64 / 1048576.0);
                }

                Console.WriteLine(FormattableString.Invariant($"{clock.Elapsed.TotalMinutes,5:0.0} min: {memory.Count} runs, {memory.Average():0} MB on average, {memory.Max():0} at most"));
            }
        }
        finally
        {
            serve.Kill();
            await serve.WaitForExitAsync();
        }
    }

    private static async Task RunOnceAsync(HttpClient http)
    {
        using var started = await http.PostAsJsonAsync("/api/runs", new { job = "job" });
        started.EnsureSuccessStatusCode();
        var id = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString();
        while (true)
        {
            await Task.Delay(100);
            // A run has ended when its page is there: the report is part of the work.
            using var page = await http.GetAsync($"/reports/{id}/index.html");
            if (page.IsSuccessStatusCode)
                return;
        }
    }
}
