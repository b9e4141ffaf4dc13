namespace Showdown.Tests.House;

/// <summary>Where a source file stands: its feature (a folder of src/Showdown, or one of the other projects) and the folder inside it.</summary>
/// <param name="Inner">"" for files that lie in the feature's own folder.</param>
internal readonly record struct Room(string Feature, string Inner)
{
    /// <summary>Null for a file that belongs to no room, such as generated code.</summary>
    /// <param name="path">Relative to the checkout's top folder, with slashes.</param>
    public static Room? Of(string path) =>
        path.Split('/') switch
        {
            ["src", "Showdown", var feature, .. var rest] when rest.Length > 0 => new Room(feature, InnerOf(rest)),
            ["src", "Showdown.Statistics", .. var rest] => new Room("Statistics", InnerOf(rest)),
            ["src", "Showdown.Extensions.AI", .. var rest] => new Room("Extensions.AI", InnerOf(rest)),
            ["src", "Showdown.App", .. var rest] => new Room("App", InnerOf(rest)),
            ["src", "Showdown.Simulator", .. var rest] => new Room("Simulator", InnerOf(rest)),
            ["jobs", .. var rest] => new Room("jobs", InnerOf(rest)),
            _ => null,
        };

    public override string ToString() => Inner.Length == 0 ? Feature : $"{Feature}/{Inner}";

    private static string InnerOf(string[] rest) => rest.Length > 1 ? rest[0] : "";
}
