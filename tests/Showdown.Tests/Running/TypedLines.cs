namespace Showdown.Tests.Running;

/// <summary>Lines as somebody types them: each comes when it is asked for.</summary>
internal sealed class TypedLines(IReadOnlyList<string> lines) : TextReader
{
    public int Given { get; private set; }

    public override ValueTask<int> ReadAsync(Memory<char> buffer, CancellationToken cancellationToken = default)
    {
        if (Given == lines.Count)
            return ValueTask.FromResult(0);
        var line = lines[Given++] + "\n";
        line.CopyTo(buffer.Span);
        return ValueTask.FromResult(line.Length);
    }
}
