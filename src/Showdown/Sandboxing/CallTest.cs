using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <param name="Arguments">A tuple in marshal format.</param>
/// <param name="Expected">A value in marshal format; null when the reference decides.</param>
public sealed record CallTest(ReadOnlyMemory<byte> Arguments, ReadOnlyMemory<byte>? Expected = null)
{
    public static CallTest Of(IReadOnlyList<PyValue> arguments, PyValue? expected = null) =>
        new(MarshalWriter.Write(new PyTuple(arguments)), expected is null ? default(ReadOnlyMemory<byte>?) : MarshalWriter.Write(expected));
}
