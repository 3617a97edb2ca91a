"""Doors of statistics, under /desk/."""

from django.urls import path

from motcua.insight.statistics.desk import fees, overview, report

app_name = "statistics"
urlpatterns = [
    path("statistics/", overview.overview, name="overview"),
    path("statistics/06a/", report.report, name="report"),
    path("statistics/06a.xlsx", report.sheet, name="report_sheet"),
    path("fees/", fees.fees, name="fees"),
    path("fees.xlsx", fees.sheet, name="fees_sheet"),
]
