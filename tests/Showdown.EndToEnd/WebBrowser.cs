using Microsoft.Playwright;

namespace Showdown.EndToEnd;

/// <summary>A real Chromium for all tests of the pages; where there is none the tests are skipped with the reason.</summary>
public sealed class WebBrowser : IAsyncLifetime
{
    private static readonly string[] _places = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async ValueTask InitializeAsync()
    {
        if (_places.FirstOrDefault(File.Exists) is not { } chromium)
            return;
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(120_000); // a busy machine is no fault of the pages
        _browser = await _playwright.Chromium.LaunchAsync(
            new()
            {
                ExecutablePath = chromium,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"],
                Timeout = 120_000,
            }
        );
    }

    /// <summary>A page of a new session. Whatever the console calls an error, a blocked script or style among it, is kept.</summary>
    internal async Task<(IPage Page, List<string> Errors)> OpenAsync(WebServe serve, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null, $"needs Chromium at one of {string.Join(", ", _places)}");
        options ??= new BrowserNewContextOptions();
        options.BaseURL = serve.Address.ToString();
        var context = await _browser!.NewContextAsync(options);
        context.SetDefaultTimeout(120_000);
        var page = await context.NewPageAsync();
        var errors = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                errors.Add($"{page.Url}: {message.Text}");
        };
        page.PageError += (_, error) => errors.Add($"{page.Url}: {error}");
        return (page, errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
