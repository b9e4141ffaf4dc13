using System.Collections.Concurrent;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;
using Showdown.Domain;

namespace Showdown.Rendering.Templating;

/// <summary>Renders Scriban templates. Every value is escaped by construction; a misspelt name stops the page instead of printing nothing.</summary>
/// <remarks>Parsed once; may be used by several threads.</remarks>
internal sealed class SafeTemplates : ITemplateLoader
{
    private const string Ending = ".html";

    private readonly IReadOnlyList<string> _namespaces;
    private readonly ConcurrentDictionary<Type, IObjectAccessor> _accessors = new();
    private readonly Dictionary<string, Template> _parsed = new(StringComparer.Ordinal);

    /// <param name="namespaces">Where the records live that templates see, besides those of the kit itself.</param>
    /// <exception cref="SettingsException">A template does not parse; the message names file and line.</exception>
    public SafeTemplates(TemplateFiles files, IReadOnlyList<string> namespaces)
    {
        _namespaces = ["Showdown.Rendering", .. namespaces];
        foreach (var path in files.Paths.Where(p => p.EndsWith(Ending, StringComparison.Ordinal)))
        {
            var template = Template.Parse(files.Read(path), path);
            _parsed[path[..^Ending.Length]] = template.HasErrors
                ? throw new SettingsException($"A report template cannot be read: {string.Join("; ", template.Messages)}")
                : template;
        }
    }

    /// <summary>Writes a page. The model is one of our records; the template sees it under <paramref name="modelName"/>.</summary>
    /// <exception cref="SettingsException">The template uses a name that does not exist.</exception>
    public void Render(string template, string modelName, object model, TextWriter output, CancellationToken cancel)
    {
        var context = new EscapingContext(this, new ScriptObject { { modelName, model } }, _namespaces, _accessors, cancel);
        foreach (var (name, parsed) in _parsed)
            context.CachedTemplates[name] = parsed;
        context.PushOutput(new TextWriterOutput(output));
        try
        {
            _parsed[template].Page!.Evaluate(context);
        }
        catch (ScriptAbortException)
        {
            cancel.ThrowIfCancellationRequested();
            throw;
        }
        catch (ScriptRuntimeException wrong)
        {
            throw new SettingsException($"A report template is wrong: {wrong.Message}", wrong);
        }
    }

    public string RenderToString(string template, string modelName, object model, CancellationToken cancel)
    {
        var output = new StringWriter { NewLine = "\n" };
        Render(template, modelName, model, output, cancel);
        return output.ToString();
    }

    string ITemplateLoader.GetPath(TemplateContext context, SourceSpan callerSpan, string templateName) =>
        _parsed.ContainsKey(templateName)
            ? templateName
            : throw new ScriptRuntimeException(
                callerSpan,
                $"There is no template '{templateName}'. Known: {string.Join(", ", _parsed.Keys.Order(StringComparer.Ordinal))}."
            );

    // Not reached: all templates are in the context's cache before a page starts.
    string? ITemplateLoader.Load(TemplateContext context, SourceSpan callerSpan, string templatePath) => null;

    ValueTask<string?> ITemplateLoader.LoadAsync(TemplateContext context, SourceSpan callerSpan, string templatePath) => new((string?)null);
}
