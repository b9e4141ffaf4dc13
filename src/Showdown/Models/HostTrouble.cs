namespace Showdown.Models;

/// <summary>A model's host does not answer, and is waited for.</summary>
/// <param name="Since">When it was last in doubt for the first time.</param>
/// <param name="NextTry">When it is tried again; null: it is being tried now.</param>
/// <param name="Reason">What it said last, on one line; never holds a key.</param>
public sealed record HostTrouble(string ModelId, string Host, DateTimeOffset Since, DateTimeOffset? NextTry, string Reason)
{
    /// <summary>On one line, for people.</summary>
    public string Line =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{ModelId}: {Host} down since {Since.UtcDateTime:HH:mm:ss} UTC, {Next}: {Reason}"
        );

    private string Next =>
        NextTry is { } at ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"next try {at.UtcDateTime:HH:mm:ss}") : "trying now";
}
