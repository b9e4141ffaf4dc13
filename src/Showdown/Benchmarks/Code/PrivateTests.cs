using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Showdown.Benchmarks.Code;

/// <summary>Decodes LiveCodeBench's private_test_cases without a general unpickler: whatever the text is, nothing in it is carried out.</summary>
internal static class PrivateTests
{
    /// <summary>Inflated, one problem's tests stay far below this.</summary>
    private const int MaxBytes = 1 << 30;

    /// <param name="field">JSON, or base64 of zlib of a pickle that holds one string, which is JSON.</param>
    /// <exception cref="FormatException">It is neither.</exception>
    public static IReadOnlyList<LiveCodeBenchTest> Read(string field)
    {
        var json = field.AsSpan().TrimStart().StartsWith("[") ? field : Unpickled(Inflated(field));
        try
        {
            using var document = JsonDocument.Parse(json);
            return [.. document.RootElement.EnumerateArray().Select(test => new LiveCodeBenchTest(Text(test, "input"), Text(test, "output")))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException($"The tests are not a JSON list of input and output: {e.Message}", e);
        }
    }

    private static string Text(JsonElement test, string name) =>
        test.GetProperty(name).GetString() ?? throw new FormatException($"A test lacks '{name}'.");

    private static byte[] Inflated(string base64)
    {
        try
        {
            using var zlib = new ZLibStream(new MemoryStream(Convert.FromBase64String(base64)), CompressionMode.Decompress);
            using var inflated = new MemoryStream();
            var piece = new byte[1 << 16];
            for (int count; (count = zlib.Read(piece)) > 0; )
            {
                inflated.Write(piece, 0, count);
                if (inflated.Length > MaxBytes)
                    throw new FormatException("The private tests are larger than any problem's.");
            }
            return inflated.ToArray();
        }
        catch (InvalidDataException e)
        {
            throw new FormatException($"The private tests are no zlib data: {e.Message}", e);
        }
    }

    /// <summary>The only pickle that is accepted: protocol, frame, one string, memo marks, stop.</summary>
    private static string Unpickled(ReadOnlySpan<byte> pickle)
    {
        const byte Proto = 0x80,
            Frame = 0x95,
            ShortUnicode = 0x8C,
            Unicode = (byte)'X',
            LongUnicode = 0x8D;
        const byte Memoize = 0x94,
            Put = (byte)'q',
            Stop = (byte)'.';
        string? text = null;
        while (!pickle.IsEmpty)
        {
            var code = pickle[0];
            var (head, length) = code switch
            {
                Proto or Put when pickle.Length >= 2 => (2, 0L),
                Frame when pickle.Length >= 9 => (9, 0L),
                Memoize => (1, 0L),
                ShortUnicode when pickle.Length >= 2 => (2, pickle[1]),
                Unicode when pickle.Length >= 5 => (5, BinaryPrimitives.ReadUInt32LittleEndian(pickle[1..])),
                LongUnicode when pickle.Length >= 9 => (9, BinaryPrimitives.ReadInt64LittleEndian(pickle[1..])),
                Stop when pickle.Length == 1 && text is not null => (1, 0L),
                _ => throw new FormatException($"The private tests are a pickle of another kind: byte {code} is not expected."),
            };
            if (length < 0 || length > pickle.Length - head)
                throw new FormatException("The private tests end too early.");
            if (code is ShortUnicode or Unicode or LongUnicode)
                text = text is null
                    ? Encoding.UTF8.GetString(pickle.Slice(head, (int)length))
                    : throw new FormatException("The private tests hold more than one string.");
            if (code == Stop)
                return text!;
            pickle = pickle[(head + (int)length)..];
        }
        throw new FormatException("The private tests end too early.");
    }
}
