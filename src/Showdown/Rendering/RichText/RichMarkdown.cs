using System.Buffers;
using System.Text;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Showdown.Rendering.Templating;

namespace Showdown.Rendering.RichText;

/// <summary>
/// Sets a model's Markdown with its formulas. Walks the parsed text and writes nothing but our own elements without attributes: no link, no picture,
/// no markup of the text survives.
/// </summary>
internal sealed class RichMarkdown
{
    private static readonly MarkdownPipeline _pipeline = new MarkdownPipelineBuilder().DisableHtml().UsePipeTables().Build();

    private static readonly SearchValues<char> _signs = SearchValues.Create("*_`$\\#|");

    private readonly StringBuilder _html = new();
    private readonly Formulas _formulas;

    private RichMarkdown(Formulas formulas) => _formulas = formulas;

    /// <returns>Null when the text has nothing to set, or is nested beyond reason: it is then shown as it stands.</returns>
    public static RawHtml? ToHtml(string text)
    {
        if (text.AsSpan().IndexOfAny(_signs) < 0)
            return null;
        var formulas = Formulas.Take(text, markdown: true);
        var page = new RichMarkdown(formulas);
        try
        {
            page.Blocks(Markdown.Parse(formulas.Marked, _pipeline));
        }
        catch (ArgumentException)
        {
            // Markdig's guard against deep nesting.
            return null;
        }
        return new RawHtml(page._html.ToString());
    }

    /// <summary>Sets only the formulas of a text, for questions, which are rarely Markdown.</summary>
    /// <returns>Null when there are none.</returns>
    public static RawHtml? FormulasOnly(string text)
    {
        if (text.AsSpan().IndexOfAny('$', '\\') < 0)
            return null;
        var formulas = Formulas.Take(text, markdown: false);
        return formulas.Any ? new RawHtml(formulas.ToHtml(formulas.Marked)) : null;
    }

    private void Blocks(ContainerBlock container)
    {
        foreach (var block in container)
            Block(block);
    }

    private void Block(Block block)
    {
        switch (block)
        {
            case Table table:
                Rows(table);
                break;
            case HeadingBlock heading:
                Leaf("<p><strong>", heading, "</strong></p>");
                break;
            case ParagraphBlock { Parent: ListItemBlock { Parent: ListBlock { IsLoose: false } } } paragraph:
                Inlines(paragraph.Inline);
                break;
            case ParagraphBlock { Parent: TableCell } paragraph:
                Inlines(paragraph.Inline);
                break;
            case ParagraphBlock paragraph:
                Leaf("<p>", paragraph, "</p>");
                break;
            case ListBlock list:
                Wrapped(list.IsOrdered ? $"<ol{Start(list)}>" : "<ul>", list, list.IsOrdered ? "</ol>" : "</ul>");
                break;
            case ListItemBlock item:
                Wrapped("<li>", item, "</li>");
                break;
            case QuoteBlock quote:
                Wrapped("<blockquote>", quote, "</blockquote>");
                break;
            case CodeBlock code:
                _html.Append("<pre>\n").Append(CodeHighlight.ToHtml(_formulas.ToSource(code.Lines.ToString())).Markup).Append("</pre>");
                break;
            case ThematicBreakBlock:
                _html.Append("<hr>");
                break;
            case LinkReferenceDefinitionGroup group:
                foreach (var definition in group.OfType<LinkReferenceDefinition>())
                    _html.Append($"<p>{Text($"[{definition.Label}]: {definition.Url} {definition.Title}")}</p>");
                break;
            case ContainerBlock other:
                Blocks(other);
                break;
            case LeafBlock other:
                _html.Append("<p>").Append(Text(other.Lines.ToString())).Append("</p>");
                break;
        }
    }

    private static string Start(ListBlock list) =>
        int.TryParse(list.OrderedStart, out var start) && start is not 1 and >= 0 ? $" start=\"{start}\"" : "";

    private void Wrapped(string open, ContainerBlock container, string close)
    {
        _html.Append(open);
        Blocks(container);
        _html.Append(close);
    }

    private void Leaf(string open, LeafBlock leaf, string close)
    {
        _html.Append(open);
        Inlines(leaf.Inline);
        _html.Append(close);
    }

    private void Rows(Table table)
    {
        _html.Append("<table><tbody>");
        foreach (var row in table.OfType<TableRow>())
        {
            _html.Append("<tr>");
            foreach (var cell in row.OfType<TableCell>())
                Wrapped(row.IsHeader ? "<th>" : "<td>", cell, row.IsHeader ? "</th>" : "</td>");
            _html.Append("</tr>");
        }
        _html.Append("</tbody></table>");
    }

    private void Inlines(ContainerInline? container)
    {
        foreach (var inline in container ?? Enumerable.Empty<Inline>())
            Write(inline);
    }

    private void Write(Inline inline)
    {
        switch (inline)
        {
            case LiteralInline literal:
                _html.Append(Text(literal.Content.ToString()));
                break;
            case CodeInline code:
                _html.Append("<code>").Append(HtmlText.Encode(_formulas.ToSource(code.Content))).Append("</code>");
                break;
            case EmphasisInline emphasis:
                var name = emphasis.DelimiterCount > 1 ? "strong" : "em";
                _html.Append($"<{name}>");
                Inlines(emphasis);
                _html.Append($"</{name}>");
                break;
            case LineBreakInline { IsHard: true }:
                _html.Append("<br>");
                break;
            case LineBreakInline:
                _html.Append('\n');
                break;
            case LinkInline link:
                // The address is text: nobody follows where a model wants them to go.
                Inlines(link);
                if (!string.IsNullOrEmpty(link.Url))
                    _html.Append(" (").Append(Text(link.Url)).Append(')');
                break;
            case AutolinkInline auto:
                _html.Append(Text(auto.Url));
                break;
            case HtmlEntityInline entity:
                _html.Append(Text(entity.Transcoded.ToString()));
                break;
            case HtmlInline html:
                _html.Append(Text(html.Tag));
                break;
            case DelimiterInline delimiter:
                _html.Append(Text(delimiter.ToLiteral()));
                Inlines(delimiter);
                break;
            case ContainerInline other:
                Inlines(other);
                break;
            default:
                _html.Append(Text(inline.ToString() ?? ""));
                break;
        }
    }

    private string Text(string marked) => _formulas.ToHtml(marked);
}
