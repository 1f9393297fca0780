namespace Chronos.Host.Http;

/// <summary>How many proposals a flatten command made, how many of them pass at least in part, and positions nobody may trade.</summary>
internal sealed record FlattenJson(int Proposals, int Passed, int WithoutMandate);
