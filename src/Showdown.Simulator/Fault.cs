using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>What goes wrong with a request. The names stand in the request log.</summary>
internal enum Fault
{
    None,
    RateLimit,
    ServerError,

    /// <summary>The connection is reset before the first byte.</summary>
    Reset,

    /// <summary>The connection is reset in the middle of the reply.</summary>
    ResetMidStream,
    TruncatedStream,
    MalformedJson,
    Hang,
    EmptyAnswer,
    OutputCap,
}

internal static class Faults
{
    /// <summary>At most one fault, by the declared rates.</summary>
    public static Fault Draw(FaultRates rates, Chance chance)
    {
        var left = chance.Uniform();
        return Under(rates.RateLimit) ? Fault.RateLimit
            : Under(rates.ServerError) ? Fault.ServerError
            : Under(rates.Reset / 2) ? Fault.Reset
            : Under(rates.Reset / 2) ? Fault.ResetMidStream
            : Under(rates.TruncatedStream) ? Fault.TruncatedStream
            : Under(rates.MalformedJson) ? Fault.MalformedJson
            : Under(rates.Hang) ? Fault.Hang
            : Under(rates.EmptyAnswer) ? Fault.EmptyAnswer
            : Under(rates.OutputCap) ? Fault.OutputCap
            : Fault.None;

        bool Under(double rate) => (left -= rate) < 0;
    }
}
