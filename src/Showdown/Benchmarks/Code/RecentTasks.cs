using Showdown.Sandboxing;

namespace Showdown.Benchmarks.Code;

/// <summary>The problems read last: every model and every epoch asks for the same ones, and unpacking the tests can take longer than running them. Thread-safe.</summary>
/// <param name="mostCharacters">Bound on the records they were read from, all together; a longer record is not kept.</param>
internal sealed class RecentTasks(long mostCharacters)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, LinkedListNode<(string Id, CodeTask Task, int Characters)>> _byId = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Id, CodeTask Task, int Characters)> _lastUsedFirst = [];
    private long _characters;

    public CodeTask? Find(string id)
    {
        lock (_lock)
        {
            if (!_byId.TryGetValue(id, out var found))
                return null;
            _lastUsedFirst.Remove(found);
            _lastUsedFirst.AddFirst(found);
            return found.Value.Task;
        }
    }

    public void Keep(string id, CodeTask task, int characters)
    {
        if (characters > mostCharacters)
            return;
        lock (_lock)
        {
            if (_byId.ContainsKey(id))
                return;
            _byId[id] = _lastUsedFirst.AddFirst((id, task, characters));
            for (_characters += characters; _characters > mostCharacters; _characters -= _lastUsedFirst.Last!.Value.Characters, _lastUsedFirst.RemoveLast())
                _byId.Remove(_lastUsedFirst.Last!.Value.Id);
        }
    }
}
