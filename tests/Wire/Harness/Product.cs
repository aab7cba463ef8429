namespace Weir.Tests.Wire.Harness;

/// <summary>Which binary a case runs on. Haproxy proves the case, Weir is what the case is for.</summary>
public enum Product
{
    Weir,
    Haproxy,
}
