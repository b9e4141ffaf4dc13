using System.Text.Json;
using System.Text.Json.Nodes;
using Showdown.Domain;
using Showdown.Models.Raw;

namespace Showdown.Fidelity.Contract;

/// <summary>Asks one endpoint, and gathers what it did.</summary>
internal sealed class Exchanges(RawEndpoint endpoint, Dialect dialect, TimeProvider time, CancellationToken cancel)
{
    /// <summary>All waiting together ends after so many pauses, so that a host that is down is left alone.</summary>
    private const int MostPauses = 12;

    /// <summary>Where the host says that it is crowded.</summary>
    private static readonly TimeSpan[] _pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(20)];

    /// <summary>Characters of an exchange that are kept.</summary>
    private const int Kept = 2_000;

    private readonly List<ContractFinding> _findings = [];
    private int _paused;

    public IReadOnlyList<ContractFinding> Findings => _findings;

    public CancellationToken Cancel => cancel;

    /// <summary>Texts of all replies, for what no text should hold.</summary>
    public List<Told> Replies { get; } = [];

    public Usage Used { get; private set; } = new() { InputTokens = 0, OutputTokens = 0 };

    public (string Stop, string Cap, string Calls) Finishes => dialect.Finishes;

    public bool Lacks(string check) => dialect.Lacks.Contains(check);

    public async Task<Told> AskAsync(Ask ask)
    {
        var body = dialect.Write(ask);
        var raw = await endpoint.PostAsync(body, cancel);
        for (var pause = 0; raw.Status is 429 or 503 or 529 && pause < _pauses.Length && _paused < MostPauses; pause++, _paused++)
        {
            await Task.Delay(_pauses[pause], time, cancel);
            raw = await endpoint.PostAsync(body, cancel);
        }

        var told = Read(raw) with { Request = Cut(endpoint.Written(body)), Reply = Cut($"HTTP {raw.Status}\n{raw.Body}") };
        Used = Used.Plus(new Usage { InputTokens = told.InputTokens, OutputTokens = told.OutputTokens });
        if (told.IsAccepted)
            Replies.Add(told);
        return told;
    }

    /// <summary>The same several times.</summary>
    public async Task<IReadOnlyList<Told>> AskAsync(Ask ask, int times)
    {
        var replies = new List<Told>();
        for (var time = 0; time < times; time++)
            replies.Add(await AskAsync(ask));
        return replies;
    }

    public void Add(string check, ContractVerdict verdict, string said, Told? evidence = null) =>
        _findings.Add(new ContractFinding(check, verdict, said) { Request = evidence?.Request, Reply = evidence?.Reply });

    /// <summary>Keeps what is judged later.</summary>
    public void Note(ContractFinding finding) => _findings.Add(finding);

    /// <summary>Held or broken, by what came.</summary>
    public void Add(string check, bool held, string seen, Told evidence) =>
        Add(check, held ? ContractVerdict.Held : ContractVerdict.Broken, seen, evidence);

    /// <summary>Settles a check whose request was not taken, or that the protocol does not have.</summary>
    /// <returns>True where it is settled.</returns>
    public bool Settle(string check, Told? told = null)
    {
        if (Lacks(check))
            Add(check, ContractVerdict.NotOffered, "the protocol does not have it");
        else if (told is { IsAccepted: false, IsRefused: true })
            Add(check, ContractVerdict.NotOffered, "the host says that it does not take this", told);
        else if (told is { IsAccepted: false })
            Add(check, ContractVerdict.Unclear, "no reply came", told);
        else
            return false;
        return true;
    }

    private Told Read(RawReply raw)
    {
        if (!raw.IsAccepted)
            return new Told { IsAccepted = false, IsRefused = IsRefusal(raw.Status) };
        try
        {
            var told = dialect.Read(raw.Body, raw.Events);
            if (!told.IsAccepted)
                return told with { IsRefused = IsRefusal(SaidStatus(raw)) };
            // No request is of no tokens: whoever says 0 does not count.
            return told.InputTokens == 0 ? told with { InputTokens = null, OutputTokens = null } : told;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Told { IsAccepted = false };
        }
    }

    private static bool IsRefusal(int? status) => status is 400 or 404 or 405 or 413 or 415 or 422 or 501;

    /// <summary>Routers answer with HTTP 200, and say in the body what the host behind them said.</summary>
    private static int? SaidStatus(RawReply raw)
    {
        var error = JsonNode.Parse(raw.Events.Count > 0 ? raw.Events.First(e => e.Data.StartsWith('{')).Data : raw.Body)?["error"];
        return error?["code"] is JsonValue code && code.TryGetValue(out int status) ? status : null;
    }

    private static string Cut(string text) => text.Length <= Kept ? text.TrimEnd() : text[..Kept] + " …";
}
