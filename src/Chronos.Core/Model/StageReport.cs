namespace Chronos.Core.Model;

/// <summary>How much of its loss limits every scope has used.</summary>
/// <param name="Changes">Changes of any stage since the journal began, as of just before the stages were read.</param>
/// <param name="Accounts">By <see cref="AccountId"/>.</param>
/// <param name="Strategies">By <see cref="StrategyId"/>; the worst of the strategy's accounts.</param>
/// <param name="Assets">By place in the policy's assets; the worst of the accounts that allocate to it.</param>
public sealed record StageReport(
    long Changes, IReadOnlyList<LossStage> Accounts, IReadOnlyList<LossStage> Strategies, IReadOnlyList<LossStage> Assets);
