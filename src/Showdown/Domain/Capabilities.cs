namespace Showdown.Domain;

/// <summary>Names of capabilities.</summary>
public static class Capabilities
{
    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } =
    ["maths", "science", "coding", "knowledge", "instruction-following", "multilingual", "long-context", "tool-use", "reasoning", "writing"];

    extension(Capability capability)
    {
        /// <summary>As benchmark.yaml spells it.</summary>
        public string Name => Names[(int)capability];
    }

    /// <param name="name">As benchmark.yaml spells it.</param>
    /// <returns>Null when there is none of that name.</returns>
    public static Capability? Find(string? name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (Names[i] == name)
                return (Capability)i;
        return null;
    }
}
