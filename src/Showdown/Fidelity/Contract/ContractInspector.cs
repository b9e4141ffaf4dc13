using Showdown.Domain;
using Showdown.Models;
using Showdown.Models.Passports;
using Showdown.Models.Raw;

namespace Showdown.Fidelity.Contract;

/// <summary>
/// Holds a host to the promises of its protocol, with sixty to ninety short requests: no statistics, and each verdict with its exchange. It concludes
/// nothing from what fits both.
/// </summary>
public sealed class ContractInspector(TimeProvider time)
{
    /// <param name="settings">An entry of models.yaml.</param>
    /// <param name="endpoint">In place of the entry's own address.</param>
    /// <param name="triesContext">Whether the declared context is tried.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="SettingsException">The key's variable is not set.</exception>
    public async Task<ContractReport> InspectAsync(ModelSettings settings, Uri? endpoint, bool triesContext, CancellationToken cancel)
    {
        using var raw = RawEndpoint.Create(settings, endpoint, time);
        if (raw is null)
            return new ContractReport([], 0, 0);
        var host = new Exchanges(raw, Dialect.Of(settings), time, cancel);
        await FormChecks.CarryOutAsync(host);
        await SamplingChecks.CarryOutAsync(host);
        await CallChecks.CarryOutAsync(host);
        await ConversationChecks.CarryOutAsync(host);
        await TokenChecks.CarryOutAsync(host);
        await FirstTokens.CarryOutAsync(host);
        if (triesContext && settings.ContextWindow is { } window)
            await ContextCheck.CarryOutAsync(host, window);
        ReplyChecks.CarryOut(host, settings.Model, PassportInspector.IsSame);
        return new ContractReport(
            [.. host.Findings.OrderBy(f => Checks.All.ToList().IndexOf(f.Check))],
            host.Replies.Count,
            Prices.CostUsd(settings.Price, host.Used)
        );
    }
}
