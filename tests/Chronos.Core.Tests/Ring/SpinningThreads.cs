namespace Chronos.Core.Tests.Ring;

/// <summary>Tests whose threads spin run alone: on few cores they would starve others and be starved by them.</summary>
[CollectionDefinition(nameof(SpinningThreads), DisableParallelization = true)]
public class SpinningThreads;
