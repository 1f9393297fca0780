namespace Chronos.Weex.Sandbox.Accounts;

/// <summary>Whether a position shares the account's margin.</summary>
internal enum MarginType
{
    Crossed,
    Isolated,
}
