using System.Text;
using Showdown.Domain;

namespace Showdown.Simulator;

/// <summary>A host of simulated weights at one request: who serves it, and what becomes of what the model meant to say.</summary>
internal sealed class ServingHost
{
    public const string InPlaceOfCalls = "I would rather answer that in words.";

    private readonly HostDistortion _host;
    private readonly bool _isOther;

    private ServingHost(HostDistortion host, Chance luck)
    {
        (_host, Luck) = (host, luck);
        _isOther = ToyLanguage.IsOther(host, luck);
    }

    /// <summary>Of this request: another for each epoch, model id and seed.</summary>
    public Chance Luck { get; }

    /// <summary>Named only where several serve.</summary>
    public string? Provider =>
        _host.Mixture == 0 ? null
        : _isOther ? "simulated-other"
        : "simulated-own";

    public static ServingHost Of(HostDistortion host, Chance luck) => new(host, luck);

    /// <summary>What the weights think of an item: the same at all of their hosts.</summary>
    public Chance Own(Chance item) => _isOther ? item.With(_host.Weights).With("other build") : item.With(_host.Weights);

    public IReadOnlyList<byte[]> Say(string prompt, double temperature, int tokens) =>
        [.. ToyLanguage.Draw(_host.Weights, prompt, temperature, _host, Luck, tokens).Select((w, i) => Word(w, i))];

    /// <returns>Null where it answers in words after all.</returns>
    public IReadOnlyList<SimulatedCall>? Call(IReadOnlyList<SimulatedCall> calls)
    {
        if (Luck.With("calls less").Uniform() < _host.CallsLess)
            return null;
        return Luck.With("breaks").Uniform() < _host.BreaksSchema ? [.. calls.Select(Broken)] : calls;
    }

    /// <summary>Half of the time no JSON, half of the time with a property that no schema has.</summary>
    private SimulatedCall Broken(SimulatedCall call) =>
        Luck.With("how").Uniform() < 0.5
            ? call with
            {
                Arguments = call.Arguments.TrimEnd('}'),
            }
            : call with
            {
                Arguments = $$"""{"unheard_of":true,{{call.Arguments.TrimStart('{')}}""".Replace(",}", "}", StringComparison.Ordinal),
            };

    private static byte[] Word(int word, int place) => Encoding.UTF8.GetBytes((place == 0 ? "" : " ") + ToyLanguage.Text([word]));
}
