namespace Showdown.Domain;

/// <summary>What becomes of tools that a request offers. The names are stored.</summary>
public enum ToolUse
{
    /// <summary>The host refuses such requests.</summary>
    Refused,

    /// <summary>The model answered in words, and by its count of tokens the host had shown it no tools.</summary>
    Ignored,

    /// <summary>The model answered in words: it does not call, or its host does not know its calls as such.</summary>
    InWords,

    /// <summary>Calls came.</summary>
    Called,
}
