namespace Showdown.Domain;

/// <summary>What is asked of a model. The sampling's seed is already the one of this sample and epoch.</summary>
public sealed record ModelRequest(IReadOnlyList<Message> Messages, Sampling Sampling);
