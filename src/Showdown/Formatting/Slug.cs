using System.Security.Cryptography;
using System.Text;

namespace Showdown.Formatting;

/// <summary>File and anchor names from names that somebody chose.</summary>
internal static class Slug
{
    /// <summary>Lower-case letters, digits, dots and hyphens; where that changes the name, a piece of its hash keeps two names apart.</summary>
    public static string Of(string name)
    {
        var slug = new StringBuilder();
        foreach (var c in name.Take(60))
            slug.Append(
                char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-' or '.' && slug.Length > 0 ? c
                : char.IsAsciiLetterUpper(c) ? char.ToLowerInvariant(c)
                : '-'
            );
        var made = slug.ToString().Trim('-', '.');
        return made == name ? made : $"{made}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)))[..8]}".TrimStart('-');
    }
}
