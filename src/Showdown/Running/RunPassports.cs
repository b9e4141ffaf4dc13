using System.Globalization;
using Showdown.Domain;
using Showdown.Fidelity;
using Showdown.Fidelity.Contract;
using Showdown.Models.Passports;
using Showdown.Results;

namespace Showdown.Running;

/// <summary>
/// Makes the passport of a model's endpoint before a run asks it. May be started twice, and may die anywhere: a claim in the database lets one worker
/// make it.
/// </summary>
public sealed class RunPassports(
    RunReader reader,
    ProbeStore probes,
    PassportInspector inspector,
    ContractInspector contracts,
    HostStore hosts,
    ModelPool models,
    TimeProvider time
)
{
    private static readonly TimeSpan _claim = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether an endpoint that fails so will fail every attempt: then the model is not asked. A crowded or a stumbling host is asked all the same.
    /// </summary>
    public static bool IsPermanent(FailureKind kind) =>
        kind
            is FailureKind.Unauthorized
                or FailureKind.NotFound
                or FailureKind.BadRequest
                or FailureKind.Connection
                or FailureKind.Timeout
                or FailureKind.MalformedReply;

    /// <summary>Why a model is asked no more, for people.</summary>
    public static string Reason(string modelId, Failure failure) =>
        string.Create(CultureInfo.InvariantCulture, $"{modelId} is not asked: {failure.Message}");

    /// <summary>Why a model is asked nothing that offers tools, for people.</summary>
    public static string ToolsReason(string modelId, string refusal) => $"{modelId} is not asked with tools: {refusal}";

    /// <returns>The passport; null when it is made already, when another worker is at it, or when the run has ended.</returns>
    public async Task<EndpointPassport?> CarryOutAsync(string runId, string modelId, CancellationToken cancel)
    {
        var owner = LeaseOwner.New();
        if (!await ClaimAsync() || await reader.RunAsync(runId, cancel) is not { } run)
            return null;
        using var working = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var inspecting = InspectAsync(run, run.Settings.Model(modelId), working.Token);
        while (await Task.WhenAny(inspecting, Task.Delay(_claim / 3, time, cancel)) != inspecting)
        {
            if (!await ClaimAsync())
                await working.CancelAsync(); // the run was cancelled: stop paying
        }

        try
        {
            var passport = await inspecting;
            await probes.SaveAsync(runId, passport, cancel);
            return passport;
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }

        Task<bool> ClaimAsync() => probes.ClaimAsync(runId, modelId, owner, time.GetUtcNow(), _claim, cancel);
    }

    private async Task<EndpointPassport> InspectAsync(RunRow run, ModelSettings model, CancellationToken cancel)
    {
        try
        {
            var endpoint = await models.EndpointAsync(model, cancel);
            var tools = run.Settings.Benchmarks.Any(b => b.OffersTools);
            var passport = await inspector.InspectAsync(model, endpoint, patient: true, tools, cancel);
            return run.Settings.Job.Hosts is { } plan && passport.Answers && model.Id != plan.Again
                ? await WithContractAsync(run, model, endpoint, plan, passport, cancel)
                : passport;
        }
        catch (SettingsException e)
        {
            // This worker has no key for it, say: as little can come of asking as with a wrong one.
            return new EndpointPassport
            {
                ModelId = model.Id,
                Host = model.Endpoint ?? model.Connector.Name,
                At = time.GetUtcNow(),
                Answers = false,
                Failure = new Failure(FailureKind.Unauthorized, e.Message),
            };
        }
    }

    /// <summary>Of hosts that are compared: what each makes of the protocol's promises. Its cost stands in the passport.</summary>
    private async Task<EndpointPassport> WithContractAsync(
        RunRow run,
        ModelSettings model,
        Uri? endpoint,
        HostsPlan plan,
        EndpointPassport passport,
        CancellationToken cancel
    )
    {
        var report = await contracts.InspectAsync(model, endpoint, HostsForecast.TriesContext(run.Settings), cancel);
        await hosts.KeepContractAsync(run.Id, model.Id, report.Findings, cancel);
        return passport with { Requests = passport.Requests + report.Requests, CostUsd = passport.CostUsd + report.CostUsd };
    }
}
