using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Showdown.Domain;

/// <summary>What a judge model is asked to look at in an answer.</summary>
public sealed record Rubric
{
    /// <summary>Said to the judge ahead of the criteria; null: nothing.</summary>
    public string? Instructions { get; init; }

    /// <summary>At least one; their names differ.</summary>
    public required IReadOnlyList<Criterion> Criteria { get; init; }

    /// <summary>True when the sample's target is shown to the judge as a reference answer.</summary>
    public bool ShowsReference { get; init; }

    /// <summary>What counts where nobody says otherwise: how well the answer serves who asked.</summary>
    public static Rubric General { get; } =
        new()
        {
            Criteria =
            [
                new Criterion(
                    "overall",
                    "Does the answer do what was asked, all of it and nothing else, and is what it says true? Neither length nor decoration is a merit."
                ),
            ],
        };

    /// <summary>SHA-256 in lower-case hex of all that a judge is told by it.</summary>
    public string Sha256 =>
        Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    JsonSerializer.Serialize(
                        new object?[] { Instructions, ShowsReference, Criteria.Select(c => new object[] { c.Name, c.Asks, c.Weight, c.Levels }) }
                    )
                )
            )
        );
}
