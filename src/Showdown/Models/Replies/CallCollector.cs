using System.Text;
using Microsoft.SemanticKernel;
using Showdown.Domain;

namespace Showdown.Models.Replies;

/// <summary>Puts calls together from their pieces, in the order in which they began.</summary>
internal sealed class CallCollector
{
    /// <summary>What a call costs beside its texts: a host that sends empty ones without end is stopped, too.</summary>
    private const int CharactersPerCall = 32;

    /// <summary>Characters of a name or an id: the protocol allows 64.</summary>
    private const int LongestName = 256;

    private readonly List<Call> _calls = [];

    public int Count => _calls.Count;

    /// <returns>Characters that came.</returns>
    public int Add(StreamingFunctionCallUpdateContent piece)
    {
        if (string.IsNullOrEmpty(piece.CallId) && string.IsNullOrEmpty(piece.Name) && string.IsNullOrEmpty(piece.Arguments))
            return 0;
        var before = _calls.Count;
        var call = Find(piece);
        call.Id ??= Short(piece.CallId);
        // Some hosts repeat the name with every piece.
        call.Name ??= Short(piece.Name);
        call.Arguments.Append(piece.Arguments);
        return (piece.Arguments?.Length ?? 0) + (_calls.Count - before) * (CharactersPerCall + (call.Name?.Length ?? 0));
    }

    /// <param name="kept">How much of a text is kept, and how.</param>
    public IReadOnlyList<ToolCall> Calls(Func<string, string> kept) =>
        [.. _calls.Select(c => new ToolCall(kept(c.Name ?? ""), kept(c.Arguments.ToString())) { Id = c.Id is null ? null : kept(c.Id) })];

    /// <summary>
    /// By the host's number; some give every call the same, and each its id. Without a number by the id, and without either it is the last one's, but
    /// for a piece with a name where that one has its arguments already: then it is a call of its own.
    /// </summary>
    private Call Find(StreamingFunctionCallUpdateContent piece)
    {
        var id = string.IsNullOrEmpty(piece.CallId) ? null : Short(piece.CallId);
        var index = piece.FunctionCallIndex;
        var found =
            id is not null && _calls.FindLast(c => c.Id == id) is { } same && (index < 0 || same.Index == index) ? same
            : index >= 0 ? _calls.FindLast(c => c.Index == index && (id is null || c.Id is null))
            : id is null && _calls is [.., var last] && (string.IsNullOrEmpty(piece.Name) || last.Arguments.Length == 0) ? last
            : null;
        if (found is null)
            _calls.Add(found = new Call(index));
        return found;
    }

    private static string? Short(string? text) =>
        string.IsNullOrEmpty(text) ? null
        : text.Length <= LongestName ? text
        : text[..LongestName];

    private sealed class Call(int index)
    {
        public int Index => index;

        public string? Id { get; set; }

        public string? Name { get; set; }

        public StringBuilder Arguments { get; } = new();
    }
}
