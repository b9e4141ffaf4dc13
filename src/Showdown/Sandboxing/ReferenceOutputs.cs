using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Showdown.Sandboxing.Values;

namespace Showdown.Sandboxing;

/// <summary>What a reference returns for one test, and the CPU time it takes.</summary>
/// <param name="Bytes">Null when it is long: then length and hash stand for it.</param>
internal sealed record ExpectedOutput(ReadOnlyMemory<byte>? Bytes, ReadOnlyMemory<byte> Hash, long Length, TimeSpan Cpu)
{
    private const int MaxKeptBytes = 1 << 16;

    public static ExpectedOutput Of(Answer answer) =>
        answer.Value is { Length: <= MaxKeptBytes } value
            ? new ExpectedOutput(value.ToArray(), default, value.Length, answer.Cpu)
            : new ExpectedOutput(null, HashOf(answer), answer.Length, answer.Cpu);

    /// <summary>True when the answer is the same byte for byte.</summary>
    public bool Is(Answer answer) =>
        answer.Length == Length
        && (
            Bytes is { } bytes && answer.Value is { } value
                ? value.Span.SequenceEqual(bytes.Span)
                : Bytes is null && HashOf(answer).AsSpan().SequenceEqual(Hash.Span)
        );

    private static byte[] HashOf(Answer answer) => answer.Value is { } value ? SHA256.HashData(value.Span) : answer.Hash.ToArray();
}

/// <param name="FloatsFrom">The first test that expects a float, or a list or tuple of floats alone; the number of tests when none does.</param>
internal sealed record ReferenceGroup(IReadOnlyList<ExpectedOutput> Tests, int FloatsFrom);

/// <summary>Runs reference programs in the same sandbox as the programs held against them, once, and keeps what they return.</summary>
/// <param name="folder">Where to keep it between runs; null: only in memory. A file's name is the hash of all that decides its content.</param>
public sealed class ReferenceOutputs(SandboxPool pool, TimeProvider time, string? folder = null)
{
    private const string FormatVersion = "2";

    private static readonly TimeSpan _testLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan _totalLimit = TimeSpan.FromMinutes(10);

    /// <summary>The keys of tasks that are in memory anyway: hashing all inputs again for each answer takes longer than many a test.</summary>
    private readonly ConditionalWeakTable<FunctionTask, string> _keys = [];

    private readonly ConcurrentDictionary<string, Lazy<Task<IReadOnlyList<ReferenceGroup>>>> _known = new();

    /// <exception cref="ReferenceFailedException">The reference itself fails.</exception>
    internal async Task<IReadOnlyList<ReferenceGroup>> GetAsync(FunctionTask task, CancellationToken cancel)
    {
        var python = (await pool.WarmAsync(cancel)).Version;
        var key = _keys.GetValue(task, t => Key(t, python));
        var outputs = _known.GetOrAdd(key, _ => new(() => ReadOrComputeAsync(task, key, cancel)));
        try
        {
            return await outputs.Value.WaitAsync(cancel);
        }
        catch
        {
            _known.TryRemove(KeyValuePair.Create(key, outputs)); // the next one tries again
            throw;
        }
    }

    /// <summary>Runs the reference on one test again: for what is too long to be kept, and to see how long it takes just now.</summary>
    /// <returns>The value is null when it is longer than may be sent.</returns>
    internal async Task<(byte[]? Value, TimeSpan Cpu)> AgainAsync(FunctionTask task, CallTest test, CancellationToken cancel)
    {
        byte[]? value = null;
        var cpu = TimeSpan.Zero;
        var run = new CallRun(pool, time) { InsideAnother = true, Timed = true };
        var result = await run.RunAsync(task, task.Reference!, [test], _ => _testLimit, _totalLimit, Keep, cancel);
        return result.Outcome == CodeOutcome.Passed
            ? (value, cpu)
            : throw new ReferenceFailedException($"The reference of {task.Id} fails: {result.Reason}.");

        ValueTask<Objection?> Keep(int _, Answer answer)
        {
            (value, cpu) = (answer.Value?.ToArray(), answer.Cpu);
            return default;
        }
    }

    private async Task<IReadOnlyList<ReferenceGroup>> ReadOrComputeAsync(FunctionTask task, string key, CancellationToken cancel)
    {
        var path = folder is null ? null : Path.Combine(folder, key + ".reference");
        if (path is not null && File.Exists(path) && ReferenceFile.Read(await File.ReadAllBytesAsync(path, cancel)) is { } kept)
            return kept;
        var groups = new List<ReferenceGroup>();
        foreach (var group in task.Groups)
            groups.Add(await ComputeAsync(task, group, cancel));
        if (path is not null)
            await KeepAsync(path, groups, cancel);
        return groups;
    }

    private static async Task KeepAsync(string path, IReadOnlyList<ReferenceGroup> groups, CancellationToken cancel)
    {
        var unfinished = path + $".{Environment.ProcessId}.{Guid.NewGuid():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(unfinished, ReferenceFile.Write(groups), cancel);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, say: then they are run again next time.
        }
    }

    private async Task<ReferenceGroup> ComputeAsync(FunctionTask task, TestGroup group, CancellationToken cancel)
    {
        var outputs = new ExpectedOutput[group.Tests.Count];
        var floatsFrom = group.Tests.Count;
        if (task.Reference is null || group.Tests.All(test => test.Expected is not null))
        {
            for (var i = 0; i < outputs.Length; i++)
            {
                var given =
                    group.Tests[i].Expected
                    ?? throw new ReferenceFailedException(
                        $"{task.Id} has neither a reference nor an expected value for test {i + 1} of {group.Name}."
                    );
                Keep(i, new Answer(given, default, given.Length, TimeSpan.Zero));
            }
            return new ReferenceGroup(outputs, floatsFrom);
        }
        var result = await new CallRun(pool, time) { Timed = true }.RunAsync(
            task,
            task.Reference,
            group.Tests,
            _ => _testLimit,
            _totalLimit,
            Check,
            cancel
        );
        return result.Outcome == CodeOutcome.Passed
            ? new ReferenceGroup(outputs, floatsFrom)
            : throw new ReferenceFailedException($"The reference of {task.Id} fails at test {result.Answered + 1} of {group.Name}: {result.Reason}.");

        ValueTask<Objection?> Check(int i, Answer answer)
        {
            Keep(i, group.Tests[i].Expected is { } given ? new Answer(given, default, given.Length, answer.Cpu) : answer);
            return default;
        }

        void Keep(int i, Answer answer)
        {
            outputs[i] = ExpectedOutput.Of(answer);
            if (i < floatsFrom && answer.Value is { } value && IsFloats(value.Span))
                floatsFrom = i;
        }
    }

    /// <summary>In marshal format: a float, or a list or tuple that has items, all of them floats.</summary>
    private static bool IsFloats(ReadOnlySpan<byte> value)
    {
        const int FloatBytes = 9;
        if (value is [(byte)'g', ..])
            return true;
        if (value is not [(byte)'[' or (byte)'(', _, _, _, _, (byte)'g', ..] || (value.Length - 5) % FloatBytes != 0)
            return false;
        for (var place = 5; place < value.Length; place += FloatBytes)
        {
            if (value[place] != 'g')
                return false;
        }
        return System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(value[1..]) == (value.Length - 5) / FloatBytes;
    }

    private static string Key(FunctionTask task, string python)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        string[] texts = [FormatVersion, python, task.Prelude, $"{task.RecursionLimit}", task.EntryPoint, task.Owner, task.Reference ?? ""];
        foreach (var text in texts)
            Add(Encoding.UTF8.GetBytes(text));
        foreach (var group in task.Groups)
        {
            Add(Encoding.UTF8.GetBytes(group.Name));
            foreach (var test in group.Tests)
            {
                Add(test.Arguments.Span);
                Add(test.Expected is { } expected ? expected.Span : default);
            }
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());

        void Add(ReadOnlySpan<byte> part)
        {
            hash.AppendData(BitConverter.GetBytes(part.Length)); // so that no two lists of parts run together
            hash.AppendData(part);
        }
    }
}

/// <summary>A dataset's own reference fails, so there is nothing to hold a program against.</summary>
public sealed class ReferenceFailedException(string message) : Exception(message);

internal static class ReferenceFile
{
    public static byte[] Write(IReadOnlyList<ReferenceGroup> groups) =>
        MarshalWriter.Write(
            new PyList([.. groups.Select(group => new PyTuple([new PyInt(group.FloatsFrom), new PyList([.. group.Tests.Select(Row)])]))])
        );

    /// <returns>Null when the file is damaged: then it is made anew.</returns>
    public static IReadOnlyList<ReferenceGroup>? Read(byte[] file)
    {
        try
        {
            return
            [
                .. ((PyList)MarshalReader.Read(file))
                    .Items.Cast<PyTuple>()
                    .Select(group => new ReferenceGroup([.. ((PyList)group.Items[1]).Items.Cast<PyTuple>().Select(Test)], Number(group.Items[0]))),
            ];
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static PyTuple Row(ExpectedOutput test) =>
        new([
            test.Bytes is { } bytes ? new PyBytes(bytes.ToArray()) : PyValue.None,
            new PyBytes(test.Hash.ToArray()),
            new PyInt(test.Length),
            new PyInt(test.Cpu.Ticks),
        ]);

    private static ExpectedOutput Test(PyTuple row) =>
        new(
            row.Items[0] is PyBytes kept ? kept.Value : default(ReadOnlyMemory<byte>?),
            ((PyBytes)row.Items[1]).Value,
            (long)((PyInt)row.Items[2]).Value,
            new TimeSpan((long)((PyInt)row.Items[3]).Value)
        );

    private static int Number(PyValue value) => (int)((PyInt)value).Value;
}
