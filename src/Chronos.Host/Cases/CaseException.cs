namespace Chronos.Host.Cases;

/// <summary>A step of a case that could not be taken, so that the case says nothing about its proposal.</summary>
internal sealed class CaseException(string message) : Exception(message);
