using Showdown.Domain;

namespace Showdown.Fidelity;

internal static class ContractWords
{
    public static string Of(ContractVerdict verdict) =>
        verdict switch
        {
            ContractVerdict.Held => "held",
            ContractVerdict.Broken => "broken",
            ContractVerdict.NotOffered => "not offered",
            _ => "could not be told",
        };
}
