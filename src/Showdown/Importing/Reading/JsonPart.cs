using System.Text.Json;

namespace Showdown.Importing.Reading;

/// <summary>One part of a JSON object: a value under a path of names, or an item of the list that is read item by item.</summary>
/// <param name="Path">Names from the top, joined by dots: "results.stats"; of an item, the path of its list.</param>
/// <param name="Item">Its number in the list, from 1; null where it is no item.</param>
internal readonly record struct JsonPart(string Path, int? Item, JsonElement Value);
