namespace Chronos.Weex.Wire;

/// <summary>Reads the element a reader stands on.</summary>
internal delegate T WeexItemReader<out T>(ref WeexReader json);
