using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Scriban;
using Scriban.Runtime;
using Scriban.Syntax;
using Showdown.Benchmarks.Generated;
using Showdown.Domain;

namespace Showdown.Benchmarks;

/// <summary>
/// A Scriban template over <c>sample</c>: id, input, choices (texts), options (label and text), labels, group, and the further fields of 'map'; of a
/// generated sample also document, and examples (texts) where worked examples stand in the prompt.
/// Values come out exactly as they are. Unknown names are errors. Line breaks at the template's end are dropped.
/// </summary>
internal sealed partial class PromptTemplate
{
    private readonly Template _template;
    private readonly string _text;
    private readonly bool _usesOptions;
    private readonly bool _usesLeftOut;

    // A context is made of a dozen stacks and tables; one that has rendered well is used again.
    private readonly ConcurrentBag<PromptContext> _contexts = [];

    private PromptTemplate(Template template, string name, string text)
    {
        (_template, Name, _text) = (template, name, text);
        _usesOptions = text.Contains("options", StringComparison.Ordinal);
        _usesLeftOut = LeftOut().IsMatch(text);
    }

    /// <summary>What the template is, for messages.</summary>
    public string Name { get; }

    /// <param name="text">The template.</param>
    /// <param name="name">What the template is, for messages: "prompt", "system".</param>
    /// <exception cref="PromptException">With the line inside the text, from 0.</exception>
    public static PromptTemplate Parse(string text, string name)
    {
        var template = Template.Parse(text.TrimEnd('\r', '\n'), name);
        if (template.HasErrors)
        {
            var first = template.Messages.First(m => m.Type == Scriban.Parsing.ParserMessageType.Error);
            throw new PromptException(first.Span.Start.Line, PromptMistake.Short(first.Message));
        }

        return new PromptTemplate(template, name, text);
    }

    /// <param name="sample">What is asked.</param>
    /// <param name="withTarget">True for the reply of a worked example: only there may the target be seen.</param>
    /// <param name="examples">Worked examples as text, for the prompt to put where it wants them; null for none.</param>
    /// <exception cref="PromptException">The template names what the sample does not have, or goes beyond a prompt's budget.</exception>
    public string Render(Sample sample, bool withTarget = false, IEnumerable<string>? examples = null)
    {
        var context = _contexts.TryTake(out var used) ? used : new PromptContext();
        context.Begin();
        var visible = Visible(sample, withTarget, examples);
        context.PushGlobal(new ScriptObject { ["sample"] = visible });
        try
        {
            var text = _template.Render(context);
            context.PopGlobal();
            context.Reset();
            _contexts.Add(context);
            return text;
        }
        catch (ScriptRuntimeException e)
        {
            var isBudget = e.OriginalMessage.StartsWith(PromptContext.Exceeded, StringComparison.Ordinal);
            var hint = _usesLeftOut && !isBudget ? " Prompts must repeat: there are no dates, random numbers, includes and eval." : "";
            throw new PromptException(e.Span.Start.Line, PromptMistake.Of(e, _text, visible) + hint);
        }
    }

    [GeneratedRegex(@"\b(?:date|timespan|math\.(?:random|uuid)|object\.eval(?:_template)?|include(?:_join)?)\b")]
    private static partial Regex LeftOut();

    private ScriptObject Visible(Sample sample, bool withTarget, IEnumerable<string>? examples)
    {
        var visible = new ScriptObject();
        foreach (var (name, text) in sample.Fields)
            visible[name] = text;
        visible["id"] = sample.Id;
        visible["input"] = sample.Input;
        visible["group"] = sample.Group ?? "";
        visible["choices"] = new ScriptArray(sample.Choices);
        visible["labels"] = new ScriptArray(sample.Choices.Select((_, i) => ChoiceOrder.Letter(i)));
        if (_usesOptions) // a table for each: made where they are wanted
            visible["options"] = new ScriptArray(
                sample.Choices.Select((text, i) => new ScriptObject { ["label"] = ChoiceOrder.Letter(i), ["text"] = text })
            );
        if (Generators.Document(sample) is { } document)
            visible["document"] = document;
        if (examples is not null)
            visible["examples"] = new ScriptArray(examples);
        if (withTarget)
            visible["target"] = sample.Target;
        return visible;
    }
}

/// <param name="line">Inside the template, from 0.</param>
/// <param name="message">What is wrong.</param>
internal sealed class PromptException(int line, string message) : Exception(message)
{
    public int Line { get; } = line;
}
