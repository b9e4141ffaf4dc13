using System.Globalization;
using System.Text;

namespace Showdown.Models.Wire;

/// <summary>Strings that the JSON reader refuses: hosts cut characters in two when they cut a text into tokens.</summary>
internal static class LenientText
{
    /// <summary>
    /// The text of a JSON string without its quotation marks. Half a surrogate pair stays as it is: the other half may come with the next piece.
    /// </summary>
    public static string Unescape(string raw)
    {
        var text = new StringBuilder(raw.Length);
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\' || i + 1 == raw.Length)
            {
                text.Append(raw[i]);
                continue;
            }

            i++;
            if (
                raw[i] == 'u'
                && i + 4 < raw.Length
                && ushort.TryParse(raw.AsSpan(i + 1, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code)
            )
            {
                text.Append((char)code);
                i += 4;
                continue;
            }

            text.Append(
                raw[i] switch
                {
                    'n' => '\n',
                    't' => '\t',
                    'r' => '\r',
                    'b' => '\b',
                    'f' => '\f',
                    var other => other,
                }
            );
        }

        return text.ToString();
    }

    /// <summary>What is still half a pair when all has come becomes U+FFFD.</summary>
    public static string WithoutHalves(string text) =>
        text.AsSpan().IndexOfAnyInRange('\ud800', '\udfff') < 0 ? text : Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));

    /// <summary>Mends JSON that strict readers refuse: NaN and Infinity for a number, control characters in a string.</summary>
    /// <returns>Null when there is nothing to mend.</returns>
    public static byte[]? Mend(ReadOnlySpan<byte> json)
    {
        var mended = new List<byte>(json.Length + 16);
        var inString = false;
        var changed = false;
        for (var i = 0; i < json.Length; i++)
        {
            var letter = json[i];
            if (inString && letter == '\\' && i + 1 < json.Length)
            {
                mended.Add(letter);
                mended.Add(json[++i]);
                continue;
            }

            if (letter == '"')
                inString = !inString;
            if (inString && letter < ' ')
            {
                mended.AddRange(Encoding.ASCII.GetBytes($"\\u{letter:x4}"));
                changed = true;
            }
            else if (!inString && NoNumber(json[i..]) is > 0 and var length)
            {
                mended.AddRange("null"u8);
                i += length - 1;
                changed = true;
            }
            else
            {
                mended.Add(letter);
            }
        }

        return changed ? [.. mended] : null;
    }

    private static int NoNumber(ReadOnlySpan<byte> json) =>
        json.StartsWith("-Infinity"u8) ? 9
        : json.StartsWith("Infinity"u8) ? 8
        : json.StartsWith("NaN"u8) ? 3
        : 0;
}
