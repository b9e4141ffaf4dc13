using System.Text.Json;

namespace Showdown.Settings;

/// <summary>How the values of closed types are written in files, on pages and in the API: in lower case, with hyphens.</summary>
public static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString());
}
