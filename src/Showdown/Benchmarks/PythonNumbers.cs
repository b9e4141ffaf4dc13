namespace Showdown.Benchmarks;

/// <summary>
/// Python writes NaN and Infinity into JSON, which JSON does not have. Here they become texts, so that the rest of the record can be read.
/// </summary>
internal static class PythonNumbers
{
    /// <returns>A copy of the same length; null when there is no such word outside of texts.</returns>
    public static byte[]? AsText(ReadOnlySpan<byte> json)
    {
        byte[]? copy = null;
        var inText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (json[i] == '\\' && inText)
            {
                i++;
            }
            else if (json[i] == '"')
            {
                inText = !inText;
            }
            else if (!inText && json[i] is (byte)'N' or (byte)'I' or (byte)'-')
            {
                var length =
                    json[i..].StartsWith("NaN"u8) ? 3
                    : json[i..].StartsWith("Infinity"u8) ? 8
                    : json[i..].StartsWith("-Infinity"u8) ? 9
                    : 0;
                if (length == 0)
                    continue;
                copy ??= json.ToArray();
                copy[i] = copy[i + length - 1] = (byte)'"';
                i += length - 1;
            }
        }

        return copy;
    }
}
