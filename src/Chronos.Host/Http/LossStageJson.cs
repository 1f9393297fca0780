namespace Chronos.Host.Http;

/// <summary>How much of its loss limits a scope has used: Alert, Alarm, Slowed or Tripped.</summary>
internal sealed record LossStageJson(string Scope, string Stage);
