using Showdown.Rendering.Charts;

namespace Showdown.Pages.Hosts;

/// <summary>The page that holds the hosts of a family against their reference.</summary>
internal sealed record HostsPage
{
    public required Frame Frame { get; init; }

    /// <summary>Read aloud before everything else.</summary>
    public required string Headline { get; init; }

    public required string Second { get; init; }

    public required IReadOnlyList<string> Facts { get; init; }

    /// <summary>Why nothing is said about hosts, or what stands behind all that is; null: nothing does.</summary>
    public required string? Warning { get; init; }

    public required string WarningTitle { get; init; }

    /// <summary>The reference first.</summary>
    public required IReadOnlyList<HostRow> Rows { get; init; }

    /// <summary>What the columns mean and how sure they are, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<HostMixture> Mixtures { get; init; }

    /// <summary>Of hosts whose contract was looked at.</summary>
    public required IReadOnlyList<HostContract> Contracts { get; init; }

    public required HostNights? Nights { get; init; }

    /// <summary>Null where nobody has published figures of the family's hosts.</summary>
    public required PublishedHosts? Published { get; init; }
}

/// <summary>A cell of two lines; the second may be empty.</summary>
/// <param name="Css">A word of the page's style: "differs", "same", "unknown", or nothing.</param>
internal sealed record HostCell(string Text, string Quiet = "", string Css = "");

internal sealed record HostRow
{
    public required Series Model { get; init; }

    public required bool IsReference { get; init; }

    /// <summary>Whether it can be taken for the reference, in a word or two.</summary>
    public required HostCell Stands { get; init; }

    public required HostCell Replies { get; init; }

    public required HostCell Contract { get; init; }

    public required HostCell Calls { get; init; }

    public required HostCell Quality { get; init; }

    public required HostCell Context { get; init; }

    public required HostCell FirstToken { get; init; }

    public required HostCell Speed { get; init; }

    public required HostCell Price { get; init; }

    public required HostCell Precision { get; init; }

    public required HostCell Changed { get; init; }

    /// <summary>Where its contract stands on the page; null where that was not looked at.</summary>
    public required string? Anchor { get; init; }
}

/// <summary>Who serves a host that is a mixture.</summary>
internal sealed record HostMixture(Series Model, string Sentence, IReadOnlyList<MixedShare> Shares);

internal sealed record MixedShare(string Provider, string Replies, string Share, string Replied);

/// <summary>What one host did with each promise of the protocol.</summary>
internal sealed record HostContract(string Anchor, Series Model, string Summary, IReadOnlyList<ContractLine> Lines);

/// <param name="Request">The exchange, as evidence; null: none.</param>
internal sealed record ContractLine(string Check, string Verdict, string Css, string Said, string? Request, string? Reply);

/// <summary>How each host stood on the job's nights.</summary>
/// <param name="Charts">Of hosts with several nights that tell: how alike their replies are to the reference's.</param>
internal sealed record HostNights(string Caption, IReadOnlyList<string> Nights, IReadOnlyList<HostNightsRow> Rows, IReadOnlyList<HostChart> Charts);

/// <summary>A host's course over the nights; a new level begins where a change was shown.</summary>
internal sealed record HostChart(Series Model, Chart Chart);

internal sealed record HostNightsRow(Series Model, IReadOnlyList<HostCell> Cells);

/// <summary>What the model's makers measured of hosts, under their own requests.</summary>
internal sealed record PublishedHosts(string Caption, IReadOnlyList<PublishedHost> Rows);

/// <param name="Here">The job's own figures of the same host.</param>
internal sealed record PublishedHost(string Host, string F1, string Schema, IReadOnlyList<string> Here);
