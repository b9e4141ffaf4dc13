namespace Showdown.Domain;

/// <summary>Names of connectors.</summary>
public static class Connectors
{
    /// <summary>In the order of the enumeration.</summary>
    public static IReadOnlyList<string> Names { get; } = ["openai", "azure-openai", "anthropic", "ollama", "simulated", "replay"];

    extension(Connector connector)
    {
        /// <summary>As models.yaml spells it.</summary>
        public string Name => Names[(int)connector];
    }

    /// <param name="name">As models.yaml spells it.</param>
    /// <returns>Null when there is none of that name.</returns>
    public static Connector? Find(string? name) => Names.IndexOf(name) is >= 0 and var at ? (Connector)at : null;

    private static int IndexOf(this IReadOnlyList<string> names, string? name) =>
        Enumerable.Range(0, names.Count).FirstOrDefault(i => names[i] == name, -1);
}
