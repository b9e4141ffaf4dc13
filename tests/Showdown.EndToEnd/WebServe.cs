using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;

namespace Showdown.EndToEnd;

/// <summary>`showdown serve` as a process of its own, on a free port.</summary>
internal sealed class WebServe : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private WebServe(Process process) => _process = process;

    public Uri Address { get; private set; } = null!;

    public HttpClient Http { get; private set; } = null!;

    /// <summary>What the service wrote to standard error.</summary>
    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <param name="environment">Further variables, such as SHOWDOWN_PASSWORD.</param>
    /// <param name="options">Further options of the command.</param>
    public static async Task<WebServe> StartAsync(Workplace work, Dictionary<string, string>? environment = null, params string[] options)
    {
        var command = work.Showdown(["serve", "--port", "0", .. options]);
        var start = new ProcessStartInfo(Workplace.Program, command.Arguments)
        {
            WorkingDirectory = work.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var name in (string[])["SHOWDOWN_DATABASE", "SHOWDOWN_PASSWORD", "SHOWDOWN_TOKEN", "SHOWDOWN_PUBLIC_URL"])
            start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? [])
            start.Environment[name] = value;
        var serve = new WebServe(Process.Start(start)!);
        serve._process.ErrorDataReceived += (_, line) =>
        {
            lock (serve._log)
                serve._log.AppendLine(line.Data);
        };
        serve._process.BeginErrorReadLine();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Long);
        var address = await serve._process.StandardOutput.ReadLineAsync(patience.Token);
        serve.Address = new Uri(address ?? throw new InvalidOperationException($"serve ended: {serve.Log}"));
        serve.Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = serve.Address };
        return serve;
    }

    public async Task<HttpResponseMessage> GetAsync(string path, string? token = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Ends the service as a system would (SIGTERM).</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var stop = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await stop.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience.Long);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }
}
