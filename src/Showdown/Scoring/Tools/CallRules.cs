namespace Showdown.Scoring.Tools;

/// <summary>Whether a call is the one that is asked for: name, arguments, their types and their values.</summary>
/// <param name="language">In whose syntax arguments are written.</param>
/// <param name="plainNames">True where hosts allow no dots in names: then calls have underscores in their place.</param>
internal sealed class CallRules(CallLanguage language, bool plainNames)
{
    /// <param name="given">Of the model.</param>
    /// <param name="wanted">The values that are accepted.</param>
    /// <param name="function">Its description.</param>
    /// <returns>Null when it is right; else why not.</returns>
    public string? WhyNot(Call given, AcceptedCall wanted, FunctionSpec function)
    {
        var name = NameOf(function);
        if (given.Name != name)
            return $"calls {Shown(given.Name)} and not {Shown(name)}";
        if (function.Required.FirstOrDefault(r => !given.Arguments.ContainsKey(r)) is { } missing)
            return $"{Shown(name)} lacks '{Shown(missing)}'";
        if (given.HasUnnamed)
            return $"{Shown(name)} is given an argument without a name";
        foreach (var (argument, value) in given.Arguments)
        {
            if (!function.Parameters.TryGetValue(argument, out var parameter) || !wanted.Arguments.TryGetValue(argument, out var accepted))
                return $"{Shown(name)} is given '{Shown(argument)}', which is not asked for";
            if (WhyNot(value, accepted, parameter) is { } reason)
                return $"'{Shown(argument)}' of {Shown(name)} {reason}";
        }

        return wanted.Arguments.FirstOrDefault(w => !given.Arguments.ContainsKey(w.Key) && !AcceptedCall.MayBeLeftOut(w.Value)).Key is { } left
            ? $"{Shown(name)} lacks '{Shown(left)}'"
            : null;
    }

    public string NameOf(FunctionSpec function) => plainNames ? function.Name.Replace('.', '_') : function.Name;

    private string? WhyNot(Literal given, IReadOnlyList<Literal> accepted, ParameterSpec parameter)
    {
        var value = given;
        if (language != CallLanguage.Python)
        {
            if (given is not Literal.Text source)
                return $"is no text of {language} source";
            value = SourceValues.Read(language, source.Value, parameter);
        }
        else if (parameter.Type == "tuple" && value is Literal.Items { IsTuple: true } tuple)
            value = tuple with { IsTuple = false };
        else if (parameter.Type == "float" && value is Literal.Whole whole)
            value = new Literal.Real((double)whole.Value);

        var kind = TypeWords.KindOf(parameter.Type);
        var items = kind == LiteralKind.List && parameter.ItemType is { } item and not "any" ? TypeWords.KindOf(item) : (LiteralKind?)null;
        if (!HasType(value, accepted, kind, items))
            return $"is of type {value.Kind.ToString().ToLowerInvariant()}, and {Shown(parameter.Type)} is declared";
        return IsAccepted(value, accepted, kind, items) ? null : "has a value that is not accepted";
    }

    /// <summary>The kind of the first value that is more than leave to do without; null when there is none.</summary>
    private static LiteralKind? KindOf(IReadOnlyList<Literal> accepted) => accepted.FirstOrDefault(a => a is not Literal.Text { Value: "" })?.Kind;

    /// <summary>As declared, or as the accepted values are, which is meant for variables; the items of a list likewise.</summary>
    private static bool HasType(Literal value, IReadOnlyList<Literal> accepted, LiteralKind declared, LiteralKind? items)
    {
        if (value.Kind != declared)
            return value.Kind == KindOf(accepted);
        if (items is not { } ofItems)
            return true;
        return value is Literal.Items { Values: var given }
            && accepted.Any(a => a is not Literal.Items { IsTuple: false } list || given.All(item => HasType(item, list.Values, ofItems, null)));
    }

    private static bool IsAccepted(Literal value, IReadOnlyList<Literal> accepted, LiteralKind declared, LiteralKind? items)
    {
        // The accepted values are of another type than declared: the name of a variable, say. Such a value is compared as it stands.
        if (KindOf(accepted) is { } kind && kind != declared)
            return ValueRules.IsAmong(value, accepted);
        return value switch
        {
            Literal.Map map => ValueRules.IsMapAmong(map, accepted),
            Literal.Items list when items == LiteralKind.Map => ValueRules.IsListOfMapsAmong(list, accepted),
            Literal.Text text => ValueRules.IsTextAmong(text, accepted),
            Literal.Items list => ValueRules.IsListAmong(list, accepted),
            _ => ValueRules.IsAmong(value, accepted),
        };
    }

    internal static string Shown(string name) => name.Length <= 60 ? name : name[..60] + "…";
}
