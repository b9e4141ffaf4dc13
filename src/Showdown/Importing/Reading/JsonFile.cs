using System.Runtime.CompilerServices;
using System.Text.Json;
using Showdown.Benchmarks;
using Showdown.Domain;

namespace Showdown.Importing.Reading;

/// <summary>
/// Reads a file that is one JSON object and holds a long list: the list comes item by item, so that the file may be larger than memory. Values that
/// stand beside it come whole.
/// </summary>
/// <param name="list">The path of the list, such as "results.results".</param>
/// <param name="longest">Bytes of one value or item at most.</param>
internal sealed class JsonFile(Stream stream, string name, string list, int longest = JsonFile.Longest)
{
    /// <summary>Many times what any model writes.</summary>
    public const int Longest = 64 << 20;

    private readonly List<string> _path = [];
    private JsonReaderState _state;
    private bool _started;
    private bool _inList;
    private bool _ended;
    private int _item;

    private byte[] _buffer = new byte[1 << 16];
    private int _begun;
    private int _end;
    private bool _over;
    private long _before;

    /// <exception cref="SettingsException">No JSON object, or a value is longer than may be.</exception>
    public async IAsyncEnumerable<JsonPart> ReadAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        while (!_ended)
        {
            if (!TryStep(out var part))
            {
                if (_over)
                    throw Wrong("it ends before its last { or [ is closed");
                await FillAsync(cancel);
            }
            else if (part is { } found)
            {
                yield return found;
            }
        }
    }

    /// <summary>One step: into an object or the list, over a value, or out again.</summary>
    /// <returns>False when more bytes are needed; nothing has moved then.</returns>
    private bool TryStep(out JsonPart? part)
    {
        part = null;
        var reader = new Utf8JsonReader(_buffer.AsSpan(_begun, _end - _begun), _over, _state);
        try
        {
            if (!TryStep(ref reader, out part))
                return false;
        }
        catch (JsonException e)
        {
            throw Wrong(e.Message.Split([" LineNumber:", " Path:"], StringSplitOptions.None)[0].TrimEnd('.'));
        }
        catch (InvalidOperationException)
        {
            throw Wrong("a text is no UTF-8, or holds half a character (such as \\ud83d alone); mend it");
        }

        _begun += (int)reader.BytesConsumed;
        _state = reader.CurrentState;
        return true;
    }

    private bool TryStep(ref Utf8JsonReader reader, out JsonPart? part)
    {
        part = null;
        if (!reader.Read())
            return false;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject when !_started:
                _started = true;
                return true;
            case JsonTokenType.EndObject when _path.Count > 0:
                _path.RemoveAt(_path.Count - 1);
                return true;
            case JsonTokenType.EndObject:
                _ended = true;
                return true;
            case JsonTokenType.EndArray when _inList:
                _inList = false;
                _path.RemoveAt(_path.Count - 1);
                return true;
            case JsonTokenType.PropertyName:
                return TryMember(ref reader, reader.GetString()!, out part);
            default:
                if (!_started)
                    throw Wrong("it is no JSON object");
                if (!TryValue(ref reader, out var value))
                    return false;
                part = new JsonPart(list, ++_item, value);
                return true;
        }
    }

    // Behind a name: the list is entered, an object on the way to it too; all else is taken whole.
    private bool TryMember(ref Utf8JsonReader reader, string member, out JsonPart? part)
    {
        part = null;
        var here = string.Join('.', [.. _path, member]);
        if (!reader.Read())
            return false;
        var isList = reader.TokenType == JsonTokenType.StartArray && here == list;
        if (isList || reader.TokenType == JsonTokenType.StartObject && list.StartsWith(here + ".", StringComparison.Ordinal))
        {
            _path.Add(member);
            _inList = isList;
            return true;
        }

        if (!TryValue(ref reader, out var value))
            return false;
        part = new JsonPart(here, null, value);
        return true;
    }

    private static bool TryValue(ref Utf8JsonReader reader, out JsonElement value)
    {
        value = default;
        var ahead = reader;
        if (!ahead.TrySkip() || !JsonDocument.TryParseValue(ref reader, out var document))
            return false;
        using (document)
            value = document.RootElement.Clone();
        return true;
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        if (_begun > 0)
        {
            Buffer.BlockCopy(_buffer, _begun, _buffer, 0, _end - _begun);
            _before += _begun;
            (_begun, _end) = (0, _end - _begun);
        }

        if (_end > longest)
            throw new SettingsException(
                $"{name}, at byte {_before + 1}: a value is longer than {longest >> 20} MB, and no result is. Is this the right file?"
            );
        if (_before > ByteLines.MostUnpacked)
            throw new SettingsException($"{name} is larger than {ByteLines.MostUnpacked >> 30} GB, and no results are. Is this the right file?");
        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancel);
        if (_before == 0 && _end == 0 && read >= 3 && _buffer.AsSpan(0, 3).SequenceEqual("\uFEFF"u8))
            _begun = 3;
        _end += read;
        _over = read == 0;
    }

    private SettingsException Wrong(string what) =>
        new($"{name}{(_inList ? $", item {_item + 1}" : "")}, at byte {_before + _begun + 1}: not valid JSON: {what}.");
}
