using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http;
using Showdown.App.Hosting;
using Showdown.Formatting;
using Showdown.Pages;
using Showdown.Rendering.Templating;

namespace Showdown.App.Web;

/// <summary>Renders the service's pages with the templates of the reports.</summary>
internal sealed class Pages
{
    private readonly SafeTemplates _templates;
    private readonly IAntiforgery _antiforgery;
    private readonly Access _access;

    public Pages(AppPaths paths, IAntiforgery antiforgery, Access access)
    {
        Files = TemplateFiles.Embedded(Path.Combine(paths.Reports, "templates"));
        _templates = new SafeTemplates(Files, [.. PageModels.Namespaces, "Showdown.App.Web"]);
        (_antiforgery, _access) = (antiforgery, access);
    }

    public TemplateFiles Files { get; }

    /// <param name="section">Which link of the page's head is the current one.</param>
    public WebFrame Frame(
        HttpContext context,
        string title,
        string section,
        IReadOnlyList<string>? simulatedModels = null,
        bool allSimulated = false
    ) =>
        new(
            title,
            section,
            _antiforgery.GetAndStoreTokens(context).RequestToken!,
            _access.Guarded && context.User.Identity is { IsAuthenticated: true },
            simulatedModels is { Count: > 0 } ? Format.List(simulatedModels) : null,
            allSimulated
        );

    /// <param name="template">A file of reports/templates/web, without its ending.</param>
    public IResult Render(HttpContext context, string template, object page, int status = StatusCodes.Status200OK) =>
        HttpResults.Content(
            _templates.RenderToString("web/" + template, "page", page, context.RequestAborted),
            "text/html; charset=utf-8",
            Encoding.UTF8,
            status
        );
}

/// <summary>What every page of the service has around its content.</summary>
/// <param name="Token">Goes into every form.</param>
/// <param name="LogOut">True when there is a session to end.</param>
/// <param name="SimulatedModels">Names of the simulated models on the page; null when there are none.</param>
internal sealed record WebFrame(string Title, string Section, string Token, bool LogOut, string? SimulatedModels, bool AllSimulated)
{
    /// <summary>Who asked the models of an imported run, in a sentence; null where they were asked from here.</summary>
    public string? Imported { get; init; }

    /// <summary>Seconds after which the page is loaded again; null: never.</summary>
    public int? Refresh { get; init; }

    /// <summary>True when only a browser without scripts is to load it again: scripts follow the events.</summary>
    public bool RefreshWithoutScript { get; init; }
}
