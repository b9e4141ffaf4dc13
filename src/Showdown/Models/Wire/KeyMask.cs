namespace Showdown.Models.Wire;

/// <summary>Takes a model's key out of what its host sends: some repeat it in errors, and a hostile one may send it as an answer.</summary>
internal sealed class KeyMask
{
    private const string Mask = "***";

    /// <summary>A shorter word is none that a host gives out as a key ("none", "ollama"), and answers may well hold it.</summary>
    private const int ShortestSecret = 8;

    private readonly string[] _forms;

    /// <param name="key">Null: there is none to hide.</param>
    public KeyMask(string? key)
        : this(key is null ? [] : [key]) { }

    public KeyMask(IReadOnlyList<string> secrets) =>
        _forms = [
            .. secrets
                .Where(s => s.Length >= ShortestSecret)
                .SelectMany(s => new[] { s, s.Replace("/", "\\/", StringComparison.Ordinal), Uri.EscapeDataString(s) })
                .Distinct(),
        ];

    /// <summary>The text without the key; null for null.</summary>
    [return: System.Diagnostics.CodeAnalysis.NotNullIfNotNull(nameof(text))]
    public string? Hide(string? text)
    {
        if (text is null)
            return null;
        foreach (var form in _forms)
            text = text.Replace(form, Mask, StringComparison.Ordinal);
        return text;
    }
}
