namespace Showdown.Results;

/// <summary>Things in the database that one process at a time works on.</summary>
public interface ILeaseStore
{
    /// <summary>Takes or extends a lease.</summary>
    /// <returns>False when another owner holds it, or when there is nothing left to do.</returns>
    Task<bool> LeaseAsync(string id, string owner, DateTimeOffset now, TimeSpan length, CancellationToken cancel);

    /// <returns>Null when nobody holds it.</returns>
    Task<string?> OwnerAsync(string id, CancellationToken cancel);

    /// <summary>Gives a lease back; nothing happens when the owner has lost it.</summary>
    Task ReleaseAsync(string id, string owner, CancellationToken cancel);
}
