using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;

namespace Showdown.Performance;

/// <summary>The service in a process of its own, over one job that it runs as often as it is told to.</summary>
internal sealed class ServiceRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private string _last = "";

    private ServiceRun(Process process, Uri address) => (_process, _http) = (process, new HttpClient { BaseAddress = address });

    public double Megabytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64 / 1048576.0;
        }
    }

    /// <param name="program">The program.</param>
    /// <param name="options">Where its folders are.</param>
    public static async Task<ServiceRun> StartAsync(string program, IEnumerable<string> options)
    {
        var process = Process.Start(
            new ProcessStartInfo(program, ["serve", "--port", "0", .. options]) { RedirectStandardOutput = true, RedirectStandardError = true }
        )!;
        process.ErrorDataReceived += (_, _) => { }; // read, so that it never waits for a reader
        process.BeginErrorReadLine();
        return new ServiceRun(process, new Uri((await process.StandardOutput.ReadLineAsync())!)); // its address is the first line that it prints
    }

    /// <summary>Starts the job, and returns when its report is there.</summary>
    public async Task RunOnceAsync()
    {
        using var started = await _http.PostAsJsonAsync("/api/runs", new { job = ProgramRun.Job });
        started.EnsureSuccessStatusCode();
        var id = _last = (await started.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("run").GetString()!;
        while (true)
        {
            await Task.Delay(100);
            using var page = await _http.GetAsync($"/reports/{id}/index.html");
            if (page.IsSuccessStatusCode)
                return;
        }
    }

    /// <summary>Reads a page; RUN in its path stands for the last run that was started.</summary>
    public async Task ReadAsync(string path)
    {
        using var page = await _http.GetAsync(path.Replace("RUN", _last, StringComparison.Ordinal));
        await page.Content.LoadIntoBufferAsync();
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
