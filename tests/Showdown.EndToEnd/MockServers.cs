using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using CliWrap;
using CliWrap.Buffered;

namespace Showdown.EndToEnd;

/// <summary>
/// Servers that others wrote and that speak the hosts' protocols, installed from the npm registry into a folder of their own, once for a class.
/// </summary>
public sealed class MockServers : IAsyncLifetime
{
    private const string MockLlm = "@dwmkerr/mock-llm@0.1.29";
    private const string Aimock = "@copilotkit/aimock@1.43.0";

    /// <summary>What both answer to a question of ours.</summary>
    private const string Answer = "Let me think it over.\n\nAnswer: B";

    private readonly string _folder = Directory.CreateTempSubdirectory("showdown-mocks-").FullName;
    private readonly List<Process> _running = [];
    private readonly HttpClient _http = new();

    /// <summary>Why there are none; null when there are.</summary>
    private string? Missing { get; set; }

    public async ValueTask InitializeAsync()
    {
        try
        {
            using var patience = new CancellationTokenSource(Patience.Long);
            var installed = await Cli.Wrap("npm")
                .WithArguments([
                    "install",
                    "--prefix",
                    _folder,
                    "--no-audit",
                    "--no-fund",
                    "--ignore-scripts",
                    "--loglevel=error",
                    "--fetch-retries=1",
                    "--fetch-timeout=60000",
                    MockLlm,
                    Aimock,
                ])
                .WithValidation(CommandResultValidation.None)
                .ExecuteBufferedAsync(patience.Token);
            Missing =
                installed.ExitCode == 0
                    ? null
                    : $"npm could not install {MockLlm} and {Aimock}: {installed.StandardError.Split('\n').FirstOrDefault(l => l.Length > 0)}";
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Missing = "npm was not found";
        }
        catch (OperationCanceledException)
        {
            Missing = "npm did not end within five minutes";
        }
    }

    /// <summary>@copilotkit/aimock: OpenAI, Azure OpenAI, Anthropic and Ollama on one port.</summary>
    /// <param name="faults">Further options, such as how often it fails.</param>
    internal Task<Uri> StartAimockAsync(params string[] faults)
    {
        var fixtures = Path.Combine(_folder, "fixtures.json");
        File.WriteAllText(
            fixtures,
            JsonSerializer.Serialize(
                new
                {
                    fixtures = new object[]
                    {
                        new { match = new { userMessage = "Answer" }, response = new { content = Answer } },
                        new { match = new { userMessage = "" }, response = new { content = "one two three" } }, // the check of the endpoint
                    },
                }
            )
        );
        return StartAsync(port => new ProcessStartInfo(
            Bin("llmock"),
            ["--port", $"{port}", "--fixtures", fixtures, "--chunk-size", "8", "--log-level", "warn", .. faults]
        ));
    }

    /// <summary>@dwmkerr/mock-llm: OpenAI, without usage.</summary>
    internal Task<Uri> StartMockLlmAsync()
    {
        var reply = JsonSerializer.Serialize(
            new
            {
                id = "chatcmpl-1",
                @object = "chat.completion",
                model = "{{jmes request body.model}}",
                choices = new[]
                {
                    new
                    {
                        index = 0,
                        message = new { role = "assistant", content = Answer },
                        finish_reason = "stop",
                    },
                },
            }
        );
        var settings = Path.Combine(_folder, "mock-llm.yaml");
        File.WriteAllText(
            settings,
            $"streaming: {{ chunkSize: 8, chunkIntervalMs: 1 }}\nrules:\n  - {{ path: /v1/chat/completions, method: POST, match: '@', response: {{ status: 200, content: '{reply}' }} }}\n"
        );
        return StartAsync(port =>
        {
            var start = new ProcessStartInfo(Bin("mock-llm"), ["--config", settings]);
            (start.Environment["HOST"], start.Environment["PORT"]) = ("127.0.0.1", $"{port}");
            return start;
        });
    }

    /// <summary>What an aimock was asked and how it answered: path without its query, status, the fault that it made up, if any, and the
    /// prompt.</summary>
    internal async Task<IReadOnlyList<(string Path, int Status, string? Fault, string Prompt)>> AskedAsync(Uri aimock)
    {
        using var journal = JsonDocument.Parse(
            await _http.GetStringAsync(new Uri(aimock, "/__aimock/journal?limit=1000"), TestContext.Current.CancellationToken)
        );
        return
        [
            .. from entry in journal.RootElement.EnumerateArray()
            where entry.GetProperty("method").GetString() == "POST"
            let response = entry.GetProperty("response")
            let messages = entry.GetProperty("body").GetProperty("messages")
            select (
                entry.GetProperty("path").GetString()!.Split('?')[0],
                response.GetProperty("status").GetInt32(),
                response.TryGetProperty("chaosAction", out var fault) ? fault.GetString() : null,
                messages.GetRawText()
            ),
        ];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running)
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private string Bin(string name) => Path.Combine(_folder, "node_modules", ".bin", name);

    private async Task<Uri> StartAsync(Func<int, ProcessStartInfo> command)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var port = FreePort();
        var start = command(port);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine(); // read and forgotten: a full pipe would stop it
        process.BeginErrorReadLine();
        _running.Add(process);
        var (address, began) = (new Uri($"http://127.0.0.1:{port}"), TimeProvider.System.GetTimestamp());
        while (true)
        {
            try
            {
                (await _http.GetAsync(address, TestContext.Current.CancellationToken)).Dispose();
                return address;
            }
            catch (HttpRequestException) when (!process.HasExited && TimeProvider.System.GetElapsedTime(began) < Patience.Long)
            {
                await Task.Delay(200, TestContext.Current.CancellationToken);
            }
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
