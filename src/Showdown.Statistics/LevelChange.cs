namespace Showdown.Statistics;

/// <summary>A level that has changed from one window on.</summary>
/// <param name="At">Position of the first window of the new level.</param>
/// <param name="Factor">New level over the old one, as geometric means.</param>
/// <param name="P">Two-sided, adjusted for all positions that were tried.</param>
internal readonly record struct LevelChange(int At, double Factor, double P);
