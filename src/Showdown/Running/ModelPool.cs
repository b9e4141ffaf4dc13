using System.Collections.Concurrent;
using System.Text.Json;
using Showdown.Domain;
using Showdown.Models;

namespace Showdown.Running;

/// <summary>One chat model for each distinct settings in this process, so that all shards and runs share its limits.</summary>
/// <param name="endpoint">Where a simulated model without an endpoint of its own is served; not called for others.</param>
public sealed class ModelPool(ChatModels models, LimitShares shares, Func<CancellationToken, Task<Uri>> endpoint) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Task<ChatModel>>> _models = new();

    public async Task<ChatModel> GetAsync(ModelSettings settings)
    {
        var name = JsonSerializer.Serialize(settings);
        var model = _models.GetOrAdd(name, _ => new Lazy<Task<ChatModel>>(() => CreateAsync(settings)));
        try
        {
            return await model.Value;
        }
        catch
        {
            _models.TryRemove(KeyValuePair.Create(name, model)); // such as a database that was away: the next one tries again
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var model in _models.Values.Where(m => m is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
            await (await model.Value).DisposeAsync();
        _models.Clear();
    }

    /// <summary>Where a model is asked if not at its own address; null: there.</summary>
    public async Task<Uri?> EndpointAsync(ModelSettings settings, CancellationToken cancel) =>
        settings is { IsSimulated: true, Endpoint: null } ? await endpoint(cancel) : null;

    private async Task<ChatModel> CreateAsync(ModelSettings settings)
    {
        await shares.JoinAsync(settings, CancellationToken.None);
        return models.Create(settings, await EndpointAsync(settings, CancellationToken.None));
    }
}
