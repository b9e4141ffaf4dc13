namespace Showdown.Scoring.Tools;

/// <summary>The language in whose terms a function is described.</summary>
internal enum CallLanguage
{
    Python,
    Java,
    JavaScript,
}
