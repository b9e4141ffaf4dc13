using System.Collections.Concurrent;
using Scriban;
using Scriban.Parsing;
using Scriban.Runtime;
using Scriban.Syntax;

namespace Showdown.Rendering.Templating;

/// <summary>
/// A template context in which every value is encoded on its way out, so that a template cannot forget to. Only the template's own text and
/// <see cref="RawHtml"/> pass as they are.
/// </summary>
internal sealed class EscapingContext : TemplateContext
{
    // A report larger than this is a fault; Scriban's own default cuts at 1 MiB without a word.
    private const int LargestPage = 256 * 1024 * 1024;

    // What a type's properties are called in templates is found by reflection: once, not for every page.
    private readonly ConcurrentDictionary<Type, IObjectAccessor> _accessors;

    /// <param name="namespaces">Templates see properties of records in these, and nothing else.</param>
    /// <param name="accessors">Found by other contexts of the same namespaces.</param>
    public EscapingContext(
        ITemplateLoader loader,
        ScriptObject model,
        IReadOnlyList<string> namespaces,
        ConcurrentDictionary<Type, IObjectAccessor> accessors,
        CancellationToken cancel
    )
        : base(NewBuiltins())
    {
        _accessors = accessors;
        TemplateLoader = loader;
        CancellationToken = cancel;
        StrictVariables = true;
        EnableRelaxedMemberAccess = false;
        EnableRelaxedFunctionAccess = false;
        EnableRelaxedIndexerAccess = false;
        EnableRelaxedTargetAccess = false;
        AutoIndent = false;
        LoopLimit = 0;
        LimitToString = LargestPage;
        OutputLimit = LargestPage;
        OnStringLimit = ScriptLimitBehavior.Throw;
        OnOutputLimit = ScriptLimitBehavior.Throw;
        // Models are our own records: nothing of the runtime is reachable from a template.
        MemberFilter = member =>
            member is System.Reflection.PropertyInfo { DeclaringType.Namespace: { } owner }
            && namespaces.Any(n => owner == n || owner.StartsWith(n + ".", StringComparison.Ordinal));
        PushGlobal(model);
    }

    public override TemplateContext Write(SourceSpan span, object? textAsObject)
    {
        if (ToMarkup(textAsObject) is { } markup)
            Write(markup);
        return this;
    }

    public override async ValueTask<TemplateContext> WriteAsync(SourceSpan span, object? textAsObject)
    {
        if (ToMarkup(textAsObject) is { } markup)
            await WriteAsync(markup);
        return this;
    }

    protected override IObjectAccessor GetMemberAccessorImpl(object target) =>
        target.GetType() is { Namespace: { } owner } type && owner.StartsWith("Showdown.", StringComparison.Ordinal)
            ? _accessors.GetOrAdd(type, _ => base.GetMemberAccessorImpl(target)!)
            : base.GetMemberAccessorImpl(target)!;

    private string? ToMarkup(object? value) =>
        value switch
        {
            null => null,
            RawHtml raw => raw.Markup,
            string text => HtmlText.Encode(text),
            _ => HtmlText.Encode(ObjectToString(value) ?? ""),
        };

    /// <summary>A template arranges and C# computes: of Scriban's functions only include is left.</summary>
    private static ScriptObject NewBuiltins() => new() { ["include"] = new Include(), ["empty"] = EmptyScriptObject.Default };

    /// <summary>
    /// Includes a template by having it write where the including one writes. Scriban's own makes a text of it, which each level of inclusion copies:
    /// of an evidence page that is half the time.
    /// </summary>
    private sealed class Include : IScriptCustomFunction
    {
        // Of the template that is being written; there is one of this class a page.
        private ScriptArray? _arguments;

        public int RequiredParameterCount => 1;

        public int ParameterCount => 1;

        public ScriptVarParamKind VarParamKind => ScriptVarParamKind.Direct;

        public Type ReturnType => typeof(RawHtml);

        public ScriptParameterInfo GetParameterInfo(int index) => new(typeof(object), index == 0 ? "template_name" : $"arg_{index}");

        public object? Invoke(TemplateContext context, ScriptNode? callerContext, ScriptArray arguments, ScriptBlockStatement? blockStatement)
        {
            var caller = callerContext ?? context.CurrentNode!;
            var path = context.TemplateLoader!.GetPath(context, caller.Span, context.ObjectToString(arguments[0]) ?? "")!;
            var outer = _arguments;
            context.SetValue(ScriptVariable.Arguments, _arguments = arguments, asReadOnly: true, force: true);
            try
            {
                context.EnterRecursive(caller);
                context.CachedTemplates[path].Page!.Evaluate(context);
                context.ExitRecursive(caller);
            }
            finally
            {
                context.SetValue(ScriptVariable.Arguments, _arguments = outer, asReadOnly: true, force: true);
            }

            return RawHtml.Nothing;
        }

        public ValueTask<object?> InvokeAsync(
            TemplateContext context,
            ScriptNode? callerContext,
            ScriptArray arguments,
            ScriptBlockStatement? blockStatement
        ) => new(Invoke(context, callerContext, arguments, blockStatement));
    }
}
