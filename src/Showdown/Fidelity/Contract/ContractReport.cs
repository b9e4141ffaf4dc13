using Showdown.Domain;

namespace Showdown.Fidelity.Contract;

/// <summary>What one host did with the contract.</summary>
/// <param name="Findings">In the order of the list of checks; empty where its protocol is not looked at.</param>
/// <param name="CostUsd">Null where the price, or the tokens, are not known.</param>
public sealed record ContractReport(IReadOnlyList<ContractFinding> Findings, int Requests, decimal? CostUsd);
